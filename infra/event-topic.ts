import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';
import { logFilter } from './log-filter.ts';

type EventTopicArgs = Readonly<{
  region: string;
  serviceName: pulumi.Input<string>;
  labels: Readonly<Record<string, string>>;
}>;

/** Each status event of a service is published as its LogEntry in JSON, and nothing else is: anything may subscribe to it. */
export class EventTopic extends pulumi.ComponentResource {
  readonly topicId: pulumi.Output<string>;

  constructor(name: string, args: EventTopicArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:EventTopic', name, {}, opts);

    const topic = new gcp.pubsub.Topic(
      name,
      { labels: args.labels, messageStoragePolicy: { allowedPersistenceRegions: [args.region] } },
      { parent: this },
    );
    const sink = new gcp.logging.ProjectSink(
      name,
      {
        destination: pulumi.interpolate`pubsub.googleapis.com/${topic.id}`,
        filter: pulumi.output(args.serviceName).apply(logFilter.statusEvents),
        uniqueWriterIdentity: true,
      },
      { parent: this },
    );
    new gcp.pubsub.TopicIAMBinding(
      name,
      { topic: topic.id, role: 'roles/pubsub.publisher', members: [sink.writerIdentity] },
      { parent: this },
    );

    this.topicId = topic.id;
    this.registerOutputs({ topicId: this.topicId });
  }
}
