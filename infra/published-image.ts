import * as dockerBuild from '@pulumi/docker-build';
import * as gcp from '@pulumi/gcp';
import * as pulumi from '@pulumi/pulumi';

type PublishedImageArgs = Readonly<{
  project: string;
  region: string;
  repository: pulumi.Input<string>;
  labels: Readonly<Record<string, string>>;
}>;

/** The image of this checkout in the project's own registry, named by its digest and built anew only when its content changes. */
export class PublishedImage extends pulumi.ComponentResource {
  readonly digest: pulumi.Output<string>;
  readonly reference: pulumi.Output<string>;

  constructor(name: string, args: PublishedImageArgs, opts?: pulumi.ComponentResourceOptions) {
    super('statuswatch:PublishedImage', name, {}, opts);
    const registry = `${args.region}-docker.pkg.dev`;

    const repository = new gcp.artifactregistry.Repository(
      name,
      {
        repositoryId: args.repository,
        location: args.region,
        format: 'DOCKER',
        labels: args.labels,
        // A version that one policy keeps is not deleted by the other.
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
        // Relative to this folder, as an absolute path would differ from machine to machine.
        context: { location: '..' },
        platforms: [dockerBuild.Platform.Linux_amd64],
        tags: [pulumi.interpolate`${untagged}:latest`],
        push: true,
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
