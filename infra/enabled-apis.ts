import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';

type EnabledApisArgs = Readonly<{ names: ReadonlyArray<string> }>;

/** What depends on it uses only APIs that are enabled; they stay enabled afterwards, for others in the project may use them. */
export class EnabledApis extends pulumi.ComponentResource {
  constructor(name: string, args: EnabledApisArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:EnabledApis', name, {}, opts);
    args.names.forEach(
      (service) => new gcp.projects.Service(service, { service, disableOnDestroy: false }, { parent: this }),
    );
    this.registerOutputs();
  }
}
