import * as t from 'io-ts';
import { region, secondsBetween, text } from './codecs.ts';
import { isGranted, missing, resourceType } from './resource-type.ts';

export const cloudSchedulerTypes = {
  'gcp:cloudscheduler/job:Job': resourceType({
    inputs: t.strict({
      name: text(/^[A-Za-z0-9_-]{1,500}$/, 'letters, digits, hyphens and underscores'),
      region,
      description: t.string,
      // The provider takes any text: https://cloud.google.com/scheduler/docs/configuring/cron-job-schedules
      schedule: text(/^(\*|\*\/[1-5]?\d|[1-5]?\d)( (\*|\*\/[12]?\d|[12]?\d)){1}( \*){3}$/, 'a cron schedule'),
      timeZone: text(/^[A-Z]\w+\/\w+$/, 'a time zone'),
      attemptDeadline: secondsBetween(15, 1800),
      httpTarget: t.strict({
        httpMethod: t.literal('POST'),
        uri: text(/^https:\/\//, 'an https URL'),
        oidcToken: t.strict({ serviceAccountEmail: t.string, audience: text(/^https:\/\//, 'an https URL') }),
      }),
    }),
    api: 'cloudscheduler.googleapis.com',
    autonamed: 'name',
    immutable: ['name', 'region'],
    make: ({ name, region: location }, { project }) => ({
      id: `projects/${project}/locations/${location}/jobs/${name}`,
    }),
    lacks: ({ httpTarget: { uri, oidcToken } }, cloud) => {
      const { serviceAccountEmail } = oidcToken;
      const called = cloud
        .all('gcp:cloudrunv2/service:Service')
        .find(({ outputs }) => uri.startsWith(`${String(outputs['uri'])}/`));
      const mayInvoke = isGranted(
        cloud,
        'gcp:cloudrunv2/serviceIamBinding:ServiceIamBinding',
        { name: called?.inputs['name'] },
        'roles/run.invoker',
        `serviceAccount:${serviceAccountEmail}`,
      );
      return [
        ...missing(cloud, 'the identity', `projects/${cloud.project}/serviceAccounts/${serviceAccountEmail}`),
        ...(mayInvoke ? [] : [`${serviceAccountEmail} may not invoke what answers ${uri}`]),
      ];
    },
  }),
};
