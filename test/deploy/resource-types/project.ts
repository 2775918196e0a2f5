import * as t from 'io-ts';
import { member, oneOf, text } from './codecs.ts';
import { missing, pubsubAgent, resourceType } from './resource-type.ts';

// https://cloud.google.com/iam/docs/conditions-overview
const Condition = t.strict({
  title: text(/^.{1,100}$/, 'a title'),
  expression: text(/^resource\.name == "projects\/[^"]+"$/, 'a condition on the full name of a resource'),
});

const serviceAgents: Readonly<Record<string, string>> = {
  'iap.googleapis.com': 'serviceAccount:service-123456789012@gcp-sa-iap.iam.gserviceaccount.com',
  'pubsub.googleapis.com': pubsubAgent,
};

export const projectTypes = {
  'gcp:projects/service:Service': resourceType({
    inputs: t.strict({ service: text(/^[a-z]+\.googleapis\.com$/, 'the name of an API'), disableOnDestroy: t.boolean }),
    immutable: ['service'],
    make: ({ service }, { project }) => ({ id: `${project}/${service}` }),
  }),
  'gcp:projects/iAMMember:IAMMember': resourceType({
    inputs: t.strict({
      project: t.string,
      role: text(/^roles\/\w+\.\w+$/, 'a role'),
      member,
      condition: t.union([t.undefined, Condition]),
    }),
    api: 'cloudresourcemanager.googleapis.com',
    immutable: ['project', 'role', 'member', 'condition'],
    make: ({ project, role, member: granted, condition }) => ({
      id: [project, role, granted, ...(condition === undefined ? [] : [condition.title])].join('/'),
    }),
    lacks: ({ condition }, cloud) => {
      const [, bucket] = /^resource\.name == "(.*)\/views\/_AllLogs"$/.exec(condition?.expression ?? '') ?? [];
      return bucket === undefined ? [] : missing(cloud, 'the log bucket', bucket);
    },
  }),
  'gcp:projects/serviceIdentity:ServiceIdentity': resourceType({
    inputs: t.strict({ service: oneOf(...Object.keys(serviceAgents)) }),
    api: 'pubsub.googleapis.com',
    immutable: ['service'],
    make: ({ service }, cloud) => ({
      id: `projects/${cloud.project}/services/${service}`,
      member: serviceAgents[service],
    }),
  }),
};
