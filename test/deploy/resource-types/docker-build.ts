import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import * as t from 'io-ts';
import { hashBuildContext } from '../hash-build-context.ts';
import { text } from './codecs.ts';
import { missing, resourceType } from './resource-type.ts';

export const dockerBuildTypes = {
  'docker-build:index:Image': resourceType({
    inputs: t.strict({
      context: t.strict({
        location: text(/^\.\.?(\/|$)/, 'a relative path, as another one differs from machine to machine'),
      }),
      platforms: t.array(t.literal('linux/amd64')),
      tags: t.array(text(/^[a-z0-9-]+-docker\.pkg\.dev\/[\w./-]+:[\w.-]+$/, 'a tag in Artifact Registry')),
      push: t.literal(true),
      pull: t.literal(true, 'true, as a cached base image is never updated'),
      buildArgs: t.union([t.undefined, t.record(t.string, t.string)]),
      buildOnPreview: t.literal(false),
      network: t.string,
      registries: t.tuple([
        t.strict({
          address: t.string,
          username: t.literal('oauth2accesstoken'),
          password: text(/^ya29\./, 'an access token'),
        }),
      ]),
    }),
    immutable: [],
    secret: ['registries'],
    make: ({ context, tags }, { programFolder, pushedImages, docker }) => {
      if (!docker.isRunning) throw new Error('Cannot connect to the Docker daemon at unix:///var/run/docker.sock');
      const contextHash = hashBuildContext(resolve(programFolder, context.location));
      const digest = `sha256:${createHash('sha256')
        .update([contextHash, docker.baseImages, ...tags].join())
        .digest('hex')}`;
      tags.forEach((tag) => pushedImages.add(`${tag.replace(/:.*/, '')}@${digest}`));
      return { id: digest, digest, contextHash };
    },
    lacks: ({ tags }, cloud) =>
      tags.flatMap((tag) => {
        const [registry = '', project = '', repository = ''] = tag.split('/');
        const location = registry.replace('-docker.pkg.dev', '');
        return missing(cloud, 'the repository', `projects/${project}/locations/${location}/repositories/${repository}`);
      }),
    // https://github.com/pulumi/pulumi-docker-build: a changed password is no change, nor is a moved base image; the content of the context is one.
    compared: (inputs) => ({ ...inputs, registries: undefined }),
    drifted: ({ contextHash }, { context }, { programFolder }) =>
      contextHash === hashBuildContext(resolve(programFolder, context.location)) ? [] : ['contextHash'],
  }),
};
