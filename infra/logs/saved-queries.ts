import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';
import { logFilter } from './log-filter.ts';
import { sqlQuery } from './sql-query.ts';

type SavedQueriesArgs = Readonly<{
  project: string;
  region: string;
  bucketId: pulumi.Input<string>;
  receiver: pulumi.Input<string>;
  recorders: pulumi.Input<ReadonlyArray<string>>;
}>;

type Services = Readonly<{ receiver: string; recorders: ReadonlyArray<string> }>;

const incidentId = 'INCIDENT_ID';

const savedQueries = [
  {
    name: 'open-incidents',
    displayName: 'open incidents',
    description: 'Updates of unresolved incidents; in SQL, the incidents that are open now',
    filter: ({ recorders }: Services) => logFilter.unresolvedIncidents(recorders),
    sql: sqlQuery.openIncidents,
  },
  {
    name: 'incident-history',
    displayName: 'history of one incident',
    description: `Replace ${incidentId} with the ID of an incident`,
    filter: ({ recorders }: Services) => logFilter.incidentHistory(recorders, incidentId),
    sql: (view: string) => sqlQuery.incidentHistory(view, incidentId),
  },
  {
    name: 'incidents-by-provider',
    displayName: 'incidents by provider',
    description: 'Resolved incidents; in SQL, the last 30 days by provider with the time to resolve',
    filter: ({ recorders }: Services) => logFilter.resolvedIncidents(recorders),
    sql: sqlQuery.incidentsByProvider,
  },
  {
    name: 'refused-and-unrecognised',
    displayName: 'refused and unrecognised deliveries',
    description:
      'Refused deliveries with the reason, unrecognised ones with the raw body; in SQL, their number per day',
    filter: ({ receiver }: Services) => logFilter.refusedAndUnrecognisedDeliveries(receiver),
    sql: sqlQuery.refusedAndUnrecognisedDeliveries,
  },
];

/** The queries that an incident calls for, shared with everyone in the project, for Logs Explorer and for Log Analytics. */
export class SavedQueries extends pulumi.ComponentResource {
  constructor(name: string, args: SavedQueriesArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:index:SavedQueries', name, {}, opts);
    const services = pulumi.output({ receiver: args.receiver, recorders: args.recorders });
    const view = pulumi.interpolate`${args.project}.${args.region}.${args.bucketId}._AllLogs`;
    const shared = { parent: `projects/${args.project}`, location: 'global', visibility: 'SHARED' };

    savedQueries.forEach(({ name: query, displayName, description, filter, sql }) => {
      new gcp.logging.SavedQuery(
        query,
        {
          ...shared,
          displayName: `StatusWatch: ${displayName}`,
          description,
          loggingQuery: {
            filter: services.apply(filter),
            summaryFields: [{ field: 'labels.provider' }, { field: 'labels.status' }],
          },
        },
        { parent: this },
      );
      new gcp.logging.SavedQuery(
        `${query}-sql`,
        {
          ...shared,
          displayName: `StatusWatch: ${displayName} (SQL)`,
          description,
          opsAnalyticsQuery: { sqlQueryText: view.apply(sql) },
        },
        { parent: this },
      );
    });
    this.registerOutputs();
  }
}
