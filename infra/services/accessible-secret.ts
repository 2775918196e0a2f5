import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';
import { waitUntilEffective } from '../wait-until-effective.ts';

type AccessibleSecretArgs = Readonly<{
  value: pulumi.Input<string>;
  /** The IAM member that may read the value. */
  accessor: pulumi.Input<string>;
  region: string;
  labels: Readonly<Record<string, string>>;
}>;

/** A secret that one identity can read and that never leaves its region. */
export class AccessibleSecret extends pulumi.ComponentResource {
  readonly keyReference: gcp.types.input.cloudrunv2.ServiceTemplateContainerEnvValueSourceSecretKeyRef;

  constructor(name: string, args: AccessibleSecretArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:index:AccessibleSecret', name, {}, opts);

    const secret = new gcp.secretmanager.Secret(
      `statuswatch-${name}`,
      {
        replication: { userManaged: { replicas: [{ location: args.region }] } },
        labels: args.labels,
      },
      { parent: this },
    );
    const version = new gcp.secretmanager.SecretVersion(
      name,
      // A rotation keeps the old version, as earlier revisions of the service refer to it.
      { secret: secret.id, secretData: pulumi.secret(args.value), deletionPolicy: 'ABANDON' },
      { parent: this },
    );
    new gcp.secretmanager.SecretIamBinding(
      `${name}-accessor`,
      { secretId: secret.secretId, role: 'roles/secretmanager.secretAccessor', members: [args.accessor] },
      // A service that cannot read its secret yet fails to deploy, and the next `up` would not deploy it again.
      { parent: this, hooks: waitUntilEffective('grant') },
    );

    this.keyReference = { secret: secret.secretId, version: version.version };
    this.registerOutputs();
  }
}
