import * as dockerBuild from '@pulumi/docker-build';
import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';

type ContainerImageArgs = Readonly<{
  project: string;
  region: string;
  repository: pulumi.Input<string>;
  /** Another text has the image built again. */
  refresh: O.Option<string>;
  labels: Readonly<Record<string, string>>;
}>;

/** The image of this checkout in the project's own registry, referenced by digest and rebuilt only when its content changes. */
export class ContainerImage extends pulumi.ComponentResource {
  readonly digest: pulumi.Output<string>;
  readonly reference: pulumi.Output<string>;

  constructor(name: string, args: ContainerImageArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:index:ContainerImage', name, {}, opts);
    const registry = `${args.region}-docker.pkg.dev`;

    const repository = new gcp.artifactregistry.Repository(
      name,
      {
        repositoryId: args.repository,
        location: args.region,
        format: 'DOCKER',
        labels: args.labels,
        // KEEP wins over DELETE.
        cleanupPolicies: [
          { id: 'keep-newest', action: 'KEEP', mostRecentVersions: { keepCount: 5 } },
          { id: 'delete-untagged', action: 'DELETE', condition: { tagState: 'UNTAGGED', olderThan: '86400s' } },
        ],
        cleanupPolicyDryRun: false,
      },
      { parent: this },
    );

    const untagged = pulumi.interpolate`${registry}/${args.project}/${repository.repositoryId}/statuswatch`;
    const image = new dockerBuild.Image(
      name,
      {
        // Relative to `main` in Pulumi.yaml: an absolute path would differ between machines.
        context: { location: '..' },
        platforms: [dockerBuild.Platform.Linux_amd64],
        tags: [pulumi.interpolate`${untagged}:latest`],
        push: true,
        pull: true,
        // The Dockerfile needs no such argument: it is there to be changed, as a base image that moved is no change.
        ...pipe(
          args.refresh,
          O.match(
            () => ({}),
            (refresh) => ({ buildArgs: { IMAGE_REFRESH: refresh } }),
          ),
        ),
        buildOnPreview: false,
        registries: [
          {
            address: registry,
            username: 'oauth2accesstoken',
            password: pulumi.secret(gcp.organizations.getClientConfigOutput({ parent: this }).accessToken),
          },
        ],
      },
      { parent: this },
    );

    this.digest = image.digest;
    this.reference = pulumi.interpolate`${untagged}@${image.digest}`;
    this.registerOutputs({ reference: this.reference });
  }
}
