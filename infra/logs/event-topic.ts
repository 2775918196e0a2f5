import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';
import { logFilter } from './log-filter.ts';

type EventTopicArgs = Readonly<{
  region: string;
  /** The services whose events are published. */
  recorders: pulumi.Output<ReadonlyArray<string>>;
  labels: Readonly<Record<string, string>>;
}>;

/** Publishes each status event that is news, and nothing else, as its LogEntry in JSON. Anything may subscribe. */
export class EventTopic extends pulumi.ComponentResource {
  readonly topicId: pulumi.Output<string>;
  readonly sink: pulumi.Output<string>;

  constructor(name: string, args: EventTopicArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:index:EventTopic', name, {}, opts);

    const topic = new gcp.pubsub.Topic(
      'statuswatch-events',
      { labels: args.labels, messageStoragePolicy: { allowedPersistenceRegions: [args.region] } },
      { parent: this },
    );
    const sink = new gcp.logging.ProjectSink(
      `statuswatch-${name}`,
      {
        destination: pulumi.interpolate`pubsub.googleapis.com/${topic.id}`,
        filter: args.recorders.apply(logFilter.publishedEvents),
        uniqueWriterIdentity: true,
      },
      { parent: this },
    );
    new gcp.pubsub.TopicIAMBinding(
      `${name}-publisher`,
      { topic: topic.id, role: 'roles/pubsub.publisher', members: [sink.writerIdentity] },
      { parent: this },
    );

    this.topicId = topic.id;
    this.sink = sink.name;
    this.registerOutputs({ topicId: this.topicId });
  }
}
