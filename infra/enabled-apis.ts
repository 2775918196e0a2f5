import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';
import { waitUntilEffective } from './wait-until-effective.ts';

type EnabledApisArgs = Readonly<{ names: ReadonlyArray<string> }>;

/** Enables Google's APIs before whatever depends on it. They stay enabled after a destroy, as others in the project may use them. */
export class EnabledApis extends pulumi.ComponentResource {
  constructor(name: string, args: EnabledApisArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:index:EnabledApis', name, {}, opts);
    args.names.forEach(
      (service) =>
        new gcp.projects.Service(
          service,
          { service, disableOnDestroy: false },
          { parent: this, hooks: waitUntilEffective('api') },
        ),
    );
    this.registerOutputs();
  }
}
