import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';
import { waitUntilEffective } from '../wait-until-effective.ts';

/** The identity as which Pub/Sub calls private services. It can do nothing until a service lets it in. */
export class PushIdentity extends pulumi.ComponentResource {
  readonly email: pulumi.Output<string>;
  readonly member: pulumi.Output<string>;
  /** Pub/Sub's own service agent as an IAM member. */
  readonly pubsubAgent: pulumi.Output<string>;

  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:index:PushIdentity', name, {}, opts);

    const account = new gcp.serviceaccount.Account(
      'statuswatch-push',
      { displayName: 'StatusWatch Pub/Sub push' },
      { parent: this },
    );
    // A new project has no such agent until Pub/Sub is first used.
    const agent = new gcp.projects.ServiceIdentity(
      'pubsub-agent',
      { service: 'pubsub.googleapis.com' },
      { parent: this, hooks: waitUntilEffective('serviceAgent') },
    );
    new gcp.serviceaccount.IAMBinding(
      `${name}-token-creator`,
      {
        serviceAccountId: account.name,
        role: 'roles/iam.serviceAccountOpenIdTokenCreator',
        members: [agent.member],
      },
      { parent: this },
    );

    this.email = account.email;
    this.member = account.member;
    this.pubsubAgent = agent.member;
    this.registerOutputs({ email: this.email });
  }
}
