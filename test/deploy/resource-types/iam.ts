import * as t from 'io-ts';
import { member, text } from './codecs.ts';
import { membersLack, missing, resourceType } from './resource-type.ts';

export const iamTypes = {
  'gcp:serviceaccount/account:Account': resourceType({
    inputs: t.strict({
      accountId: text(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/, '6 to 30 lower-case letters, digits and hyphens'),
      displayName: t.string,
    }),
    api: 'iam.googleapis.com',
    autonamed: 'accountId',
    immutable: ['accountId'],
    make: ({ accountId }, { project }) => {
      const email = `${accountId}@${project}.iam.gserviceaccount.com`;
      const name = `projects/${project}/serviceAccounts/${email}`;
      return { id: name, name, email, member: `serviceAccount:${email}` };
    },
  }),
  'gcp:serviceaccount/iAMBinding:IAMBinding': resourceType({
    inputs: t.strict({
      serviceAccountId: text(/^projects\/.+\/serviceAccounts\/.+$/, 'the full name of a service account'),
      role: text(/^roles\/iam\.\w+$/, 'a role'),
      members: t.array(member),
    }),
    api: 'iam.googleapis.com',
    immutable: ['serviceAccountId', 'role'],
    make: ({ serviceAccountId, role }) => ({ id: `${serviceAccountId}/${role}` }),
    lacks: ({ serviceAccountId, members }, cloud) => [
      ...missing(cloud, 'the identity', serviceAccountId),
      ...membersLack(cloud, members),
    ],
  }),
};
