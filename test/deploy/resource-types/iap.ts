import * as t from 'io-ts';
import { member, region } from './codecs.ts';
import { missing, resourceType } from './resource-type.ts';

export const iapTypes = {
  'gcp:iap/webCloudRunServiceIamMember:WebCloudRunServiceIamMember': resourceType({
    inputs: t.strict({
      project: t.string,
      location: region,
      cloudRunServiceName: t.string,
      role: t.literal('roles/iap.httpsResourceAccessor'),
      member,
    }),
    api: 'iap.googleapis.com',
    immutable: ['project', 'location', 'cloudRunServiceName', 'role', 'member'],
    make: ({ project, location, cloudRunServiceName, role, member: granted }) => ({
      id: `projects/${project}/iap_web/cloud_run-${location}/services/${cloudRunServiceName}/${role}/${granted}`,
    }),
    lacks: ({ project, location, cloudRunServiceName }, cloud) =>
      missing(cloud, 'the service', `projects/${project}/locations/${location}/services/${cloudRunServiceName}`),
  }),
};
