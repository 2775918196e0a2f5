import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';

type SecretOfOneReaderArgs = Readonly<{
  value: pulumi.Input<string>;
  reader: pulumi.Input<string>;
  region: string;
  labels: Readonly<Record<string, string>>;
}>;

/** A value that only `reader` (an IAM member) can read, kept in one region. */
export class SecretOfOneReader extends pulumi.ComponentResource {
  readonly keyReference: gcp.types.input.cloudrunv2.ServiceTemplateContainerEnvValueSourceSecretKeyRef;

  constructor(name: string, args: SecretOfOneReaderArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:SecretOfOneReader', name, {}, opts);

    const secret = new gcp.secretmanager.Secret(
      name,
      {
        replication: { userManaged: { replicas: [{ location: args.region }] } },
        labels: args.labels,
      },
      { parent: this },
    );
    const version = new gcp.secretmanager.SecretVersion(
      name,
      { secret: secret.id, secretData: pulumi.secret(args.value) },
      { parent: this },
    );
    new gcp.secretmanager.SecretIamBinding(
      name,
      { secretId: secret.secretId, role: 'roles/secretmanager.secretAccessor', members: [args.reader] },
      { parent: this },
    );

    this.keyReference = { secret: secret.secretId, version: version.version };
    this.registerOutputs();
  }
}
