import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import { logFilter } from '../logs/log-filter.ts';

type EventMetricsArgs = Readonly<{
  prefix: pulumi.Input<string>;
  receiver: pulumi.Input<string>;
  recorders: pulumi.Input<ReadonlyArray<string>>;
  announcers: ReadonlyArray<pulumi.Input<string>>;
}>;

type Definition = Readonly<{
  displayName: string;
  description: string;
  filter: pulumi.Input<string>;
  /** Labels by name, each with the field of the log entry that holds its value. */
  labels: Readonly<Record<string, string>>;
  /** The field whose values form a distribution, with its unit; without it the metric counts entries. */
  distribution?: Readonly<{ field: string; unit: string }>;
}>;

const extract = (field: string) => `EXTRACT(${field})`;

// To three days in seconds: an event may reach us long after it happened.
const exponentialBuckets = { scale: 1, growthFactor: 2, numFiniteBuckets: 17 };

const logMetric =
  (prefix: pulumi.Input<string>, opts: pulumi.CustomResourceOptions) =>
  (name: string, { displayName, description, filter, labels, distribution }: Definition) => {
    const metric = new gcp.logging.Metric(
      name,
      {
        name: pulumi.interpolate`${prefix}/${name.replaceAll('-', '_')}`,
        description,
        filter,
        labelExtractors: Object.fromEntries(Object.entries(labels).map(([key, field]) => [key, extract(field)])),
        metricDescriptor: {
          metricKind: 'DELTA',
          valueType: distribution === undefined ? 'INT64' : 'DISTRIBUTION',
          unit: distribution?.unit ?? '1',
          displayName,
          labels: Object.keys(labels).map((key) => ({ key, valueType: 'STRING' })),
        },
        ...(distribution !== undefined && {
          valueExtractor: extract(distribution.field),
          bucketOptions: { exponentialBuckets },
        }),
      },
      // A renamed metric would leave the old one behind.
      { ...opts, replaceOnChanges: ['name'] },
    );
    return pulumi.interpolate`logging.googleapis.com/user/${metric.name}`;
  };

/** Counts every delivery to the receiver, redeliveries included, as recorded, refused or unrecognised, and logged failures to announce one. */
export class EventMetrics extends pulumi.ComponentResource {
  /** Types of metrics, such as `logging.googleapis.com/user/…`. */
  readonly deliveries: pulumi.Output<string>;
  readonly deliveryDelay: pulumi.Output<string>;
  readonly refused: pulumi.Output<string>;
  readonly unrecognised: pulumi.Output<string>;
  /** Empty without an announcer, else one for all announcers. */
  readonly failedAnnouncements: ReadonlyArray<pulumi.Output<string>>;

  constructor(name: string, args: EventMetricsArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:index:EventMetrics', name, {}, opts);
    const receiver = pulumi.output(args.receiver);
    const metric = logMetric(args.prefix, { parent: this });

    this.deliveries = metric('deliveries', {
      displayName: 'Status events',
      description: 'Deliveries that were recorded as status events, without rehearsals',
      filter: pulumi.output(args.recorders).apply((recorders) => logFilter.countedEvents(recorders)),
      labels: { kind: 'labels.kind', provider: 'labels.provider', severity: 'severity' },
    });
    this.deliveryDelay = metric('delivery-delay', {
      displayName: 'Delivery delay',
      description: "Seconds from the vendor's update until it was recorded",
      filter: receiver.apply(logFilter.countedEventsWithDelay),
      labels: { provider: 'labels.provider' },
      distribution: { field: 'jsonPayload.delaySeconds', unit: 's' },
    });
    this.refused = metric('refused-deliveries', {
      displayName: 'Refused deliveries',
      description:
        'Deliveries that were refused, as the sum of a distribution: an entry counts those left out before it',
      filter: receiver.apply(logFilter.refusedDeliveries),
      labels: { reason: 'jsonPayload.reason' },
      distribution: { field: 'jsonPayload.refusals', unit: '1' },
    });
    this.unrecognised = metric('unrecognised-deliveries', {
      displayName: 'Unrecognised deliveries',
      description: 'Authentic deliveries in an unknown format',
      filter: receiver.apply(logFilter.unrecognisedDeliveries),
      labels: {},
    });
    this.failedAnnouncements = RA.isEmpty(args.announcers)
      ? []
      : [
          metric('failed-announcements', {
            displayName: 'Failed announcements',
            description: 'Failures to announce an event, which Pub/Sub retries; at most one a minute for each reason',
            filter: pulumi.all([...args.announcers]).apply(logFilter.failedAnnouncements),
            labels: { reason: 'jsonPayload.reason' },
          }),
        ];
    this.registerOutputs();
  }
}
