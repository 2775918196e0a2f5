import * as t from 'io-ts';
import { member, text } from './codecs.ts';
import { pubsubAgent, resourceType } from './resource-type.ts';

export const projectTypes = {
  'gcp:projects/service:Service': resourceType({
    inputs: t.strict({ service: text(/^[a-z]+\.googleapis\.com$/, 'the name of an API'), disableOnDestroy: t.boolean }),
    immutable: ['service'],
    make: ({ service }, { project }) => ({ id: `${project}/${service}` }),
  }),
  'gcp:projects/iAMMember:IAMMember': resourceType({
    inputs: t.strict({ project: t.string, role: text(/^roles\/\w+\.\w+$/, 'a role'), member }),
    api: 'cloudresourcemanager.googleapis.com',
    immutable: ['project', 'role', 'member'],
    make: ({ project, role, member: granted }) => ({ id: `${project}/${role}/${granted}` }),
  }),
  'gcp:projects/serviceIdentity:ServiceIdentity': resourceType({
    inputs: t.strict({ service: t.literal('pubsub.googleapis.com') }),
    api: 'pubsub.googleapis.com',
    immutable: ['service'],
    make: ({ service }, cloud) => ({
      id: `projects/${cloud.project}/services/${service}`,
      member: pubsubAgent,
    }),
  }),
};
