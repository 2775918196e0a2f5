import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';
import { logFilter } from './log-filter.ts';
import { sqlQuery } from './sql-query.ts';

type SavedQueriesArgs = Readonly<{
  project: string;
  region: string;
  bucketId: pulumi.Input<string>;
  receiver: pulumi.Input<string>;
}>;

const incidentId = 'INCIDENT_ID';

const queries = [
  {
    name: 'open-incidents',
    displayName: 'open incidents',
    description: 'Updates of incidents that are not resolved; in SQL the incidents that are open now',
    filter: logFilter.unresolvedIncidents,
    sql: sqlQuery.openIncidents,
  },
  {
    name: 'incident-history',
    displayName: 'history of one incident',
    description: `Put the id of an incident in the place of ${incidentId}`,
    filter: (service: string) => logFilter.historyOfIncident(service, incidentId),
    sql: (view: string) => sqlQuery.historyOfIncident(view, incidentId),
  },
  {
    name: 'incidents-by-provider',
    displayName: 'incidents by provider',
    description: 'What was resolved; in SQL the last 30 days by provider, with the time to resolve',
    filter: logFilter.resolvedIncidents,
    sql: sqlQuery.incidentsByProvider,
  },
  {
    name: 'refused-and-unrecognised',
    displayName: 'refused and unrecognised deliveries',
    description: 'Refused ones with the reason, unrecognised ones with their raw body; in SQL how many on each day',
    filter: logFilter.refusedAndUnrecognisedDeliveries,
    sql: sqlQuery.refusedAndUnrecognisedDeliveries,
  },
];

/** The questions of an incident are one click away, in Logs Explorer and in Log Analytics, for everybody in the project. */
export class SavedQueries extends pulumi.ComponentResource {
  constructor(name: string, args: SavedQueriesArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:SavedQueries', name, {}, opts);
    const receiver = pulumi.output(args.receiver);
    const view = pulumi.interpolate`${args.project}.${args.region}.${args.bucketId}._AllLogs`;
    const everybody = { parent: `projects/${args.project}`, location: 'global', visibility: 'SHARED' };

    queries.forEach(({ name: query, displayName, description, filter, sql }) => {
      new gcp.logging.SavedQuery(
        query,
        {
          ...everybody,
          displayName: `StatusWatch: ${displayName}`,
          description,
          loggingQuery: {
            filter: receiver.apply(filter),
            summaryFields: [{ field: 'labels.provider' }, { field: 'labels.status' }],
          },
        },
        { parent: this },
      );
      new gcp.logging.SavedQuery(
        `${query}-sql`,
        {
          ...everybody,
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
