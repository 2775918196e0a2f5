import * as t from 'io-ts';
import { duration, labels, oneOf, region, text, whole } from './codecs.ts';
import { resourceType } from './resource-type.ts';

export const artifactRegistryTypes = {
  'gcp:artifactregistry/repository:Repository': resourceType({
    inputs: t.strict({
      repositoryId: text(/^[a-z][a-z0-9-]{0,61}[a-z0-9]$/, 'at most 63 lower-case letters, digits and hyphens'),
      location: region,
      format: t.literal('DOCKER'),
      labels,
      cleanupPolicyDryRun: t.boolean,
      cleanupPolicies: t.array(
        t.union([
          t.strict({ id: t.string, action: t.literal('KEEP'), mostRecentVersions: t.strict({ keepCount: whole }) }),
          t.strict({
            id: t.string,
            action: t.literal('DELETE'),
            condition: t.strict({ tagState: oneOf('TAGGED', 'UNTAGGED', 'ANY'), olderThan: duration }),
          }),
        ]),
      ),
    }),
    api: 'artifactregistry.googleapis.com',
    immutable: ['repositoryId', 'location', 'format'],
    make: ({ repositoryId, location }, { project }) => ({
      id: `projects/${project}/locations/${location}/repositories/${repositoryId}`,
    }),
  }),
};
