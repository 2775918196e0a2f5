import * as t from 'io-ts';
import { labels, member, oneOf, region, text } from './codecs.ts';
import { type Cloud, missing, resourceType } from './resource-type.ts';

export const secretId = (cloud: Cloud, name: string) => `projects/${cloud.project}/secrets/${name}`;

export const secretManagerTypes = {
  'gcp:secretmanager/secret:Secret': resourceType({
    inputs: t.strict({
      secretId: text(/^[A-Za-z0-9_-]{1,255}$/, 'letters, digits, hyphens and underscores'),
      labels,
      replication: t.strict({ userManaged: t.strict({ replicas: t.array(t.strict({ location: region })) }) }),
    }),
    api: 'secretmanager.googleapis.com',
    autonamed: 'secretId',
    immutable: ['secretId', 'replication'],
    make: (inputs, cloud) => ({ id: secretId(cloud, inputs.secretId) }),
  }),
  'gcp:secretmanager/secretVersion:SecretVersion': resourceType({
    inputs: t.intersection([
      t.strict({ secret: t.string, secretData: t.string }),
      t.partial({ deletionPolicy: oneOf('DELETE', 'DISABLE', 'ABANDON') }),
    ]),
    api: 'secretmanager.googleapis.com',
    immutable: ['secret', 'secretData'],
    secret: ['secretData'],
    make: ({ secret }, cloud) => {
      const version = String(cloud.next(secret));
      return { id: `${secret}/versions/${version}`, version };
    },
    lacks: ({ secret }, cloud) => missing(cloud, 'the secret', secret),
  }),
  'gcp:secretmanager/secretIamBinding:SecretIamBinding': resourceType({
    inputs: t.strict({
      secretId: t.string,
      role: text(/^roles\/secretmanager\.\w+$/, 'a role of Secret Manager'),
      members: t.array(member),
    }),
    api: 'secretmanager.googleapis.com',
    immutable: ['secretId', 'role'],
    make: (inputs, cloud) => ({ id: `${secretId(cloud, inputs.secretId)}/${inputs.role}` }),
    lacks: (inputs, cloud) => missing(cloud, 'the secret', secretId(cloud, inputs.secretId)),
  }),
};
