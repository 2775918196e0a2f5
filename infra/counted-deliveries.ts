import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';
import * as O from 'fp-ts/lib/Option.js';
import { pipe } from 'fp-ts/lib/function.js';
import { logFilter } from './log-filter.ts';

type CountedDeliveriesArgs = Readonly<{
  /** What the names of the metrics begin with. */
  prefix: pulumi.Input<string>;
  receiver: pulumi.Input<string>;
  announcer: O.Option<pulumi.Input<string>>;
}>;

const shortestInSeconds = 1;
const doublingsToDays = 17;

type CounterArgs = Readonly<{
  prefix: pulumi.Input<string>;
  displayName: string;
  description: string;
  filter: pulumi.Input<string>;
  /** Where in an entry each label's value is. */
  labels: Readonly<Record<string, string>>;
}>;

const counter = (name: string, args: CounterArgs, opts: pulumi.CustomResourceOptions) => {
  const metric = new gcp.logging.Metric(
    name,
    {
      name: pulumi.interpolate`${args.prefix}/${name}`,
      description: args.description,
      filter: args.filter,
      labelExtractors: Object.fromEntries(
        Object.entries(args.labels).map(([key, field]) => [key, `EXTRACT(${field})`]),
      ),
      metricDescriptor: {
        metricKind: 'DELTA',
        valueType: 'INT64',
        unit: '1',
        displayName: args.displayName,
        labels: Object.keys(args.labels).map((key) => ({ key, valueType: 'STRING' })),
      },
    },
    opts,
  );
  return pulumi.interpolate`logging.googleapis.com/user/${metric.name}`;
};

/** Every delivery that reaches the receiver is counted, a redelivery again: as an event, as refused, or as unrecognised; and so is every attempt to announce one that failed. */
export class CountedDeliveries extends pulumi.ComponentResource {
  /** Types of metrics. */
  readonly events: pulumi.Output<string>;
  readonly refused: pulumi.Output<string>;
  readonly unrecognised: pulumi.Output<string>;
  readonly delay: pulumi.Output<string>;
  readonly failedAnnouncements: O.Option<pulumi.Output<string>>;

  constructor(name: string, args: CountedDeliveriesArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:CountedDeliveries', name, {}, opts);
    const { prefix } = args;
    const receiver = pulumi.output(args.receiver);

    this.events = counter(
      'deliveries',
      {
        prefix,
        displayName: 'Status events',
        description: 'Deliveries that were recorded as status events',
        filter: receiver.apply(logFilter.statusEvents),
        labels: { kind: 'labels.kind', provider: 'labels.provider', severity: 'severity' },
      },
      { parent: this },
    );
    this.refused = counter(
      'refused_deliveries',
      {
        prefix,
        displayName: 'Refused deliveries',
        description: 'Deliveries that were refused',
        filter: receiver.apply(logFilter.refusedDeliveries),
        labels: { reason: 'jsonPayload.reason' },
      },
      { parent: this },
    );
    this.unrecognised = counter(
      'unrecognised_deliveries',
      {
        prefix,
        displayName: 'Unrecognised deliveries',
        description: 'Genuine deliveries of a shape that StatusWatch does not know',
        filter: receiver.apply(logFilter.unrecognisedDeliveries),
        labels: {},
      },
      { parent: this },
    );
    const delay = new gcp.logging.Metric(
      'delivery_delay',
      {
        name: pulumi.interpolate`${prefix}/delivery_delay`,
        description: "Seconds from the vendor's update to the record of it",
        filter: receiver.apply(logFilter.timedStatusEvents),
        valueExtractor: 'EXTRACT(jsonPayload.delaySeconds)',
        labelExtractors: { provider: 'EXTRACT(labels.provider)' },
        metricDescriptor: {
          metricKind: 'DELTA',
          valueType: 'DISTRIBUTION',
          unit: 's',
          displayName: 'Delay of deliveries',
          labels: [{ key: 'provider', valueType: 'STRING' }],
        },
        bucketOptions: {
          exponentialBuckets: { scale: shortestInSeconds, growthFactor: 2, numFiniteBuckets: doublingsToDays },
        },
      },
      { parent: this },
    );
    this.delay = pulumi.interpolate`logging.googleapis.com/user/${delay.name}`;

    this.failedAnnouncements = pipe(
      args.announcer,
      O.map((announcer) =>
        counter(
          'failed_announcements',
          {
            prefix,
            displayName: 'Failed announcements',
            description: 'Attempts to announce an event that failed, and are repeated',
            filter: pulumi.output(announcer).apply(logFilter.failedAnnouncements),
            labels: { reason: 'jsonPayload.reason' },
          },
          { parent: this },
        ),
      ),
    );
    this.registerOutputs();
  }
}
