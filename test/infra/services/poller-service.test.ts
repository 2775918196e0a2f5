import test from 'ava';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { readConfig } from '../../../service/programs/poller/config.ts';
import { ofType, only, plainSettings, pollingSettings, registeredResources } from '../registered-resources.ts';

const polling = await registeredResources({ ...pollingSettings, pages: O.some('abc=Example') });
const service = only(polling, 'cloudrunv2/service:Service', 'poller').inputs;
const view = 'event-archive-id/views/_AllLogs';

type Environment = ReadonlyArray<Readonly<{ name: string; value: string }>>;
type Template = Readonly<{
  timeout: string;
  serviceAccount: string;
  containers: readonly [Readonly<{ args: ReadonlyArray<string>; envs: Environment }>];
}>;
const template = service['template'] as Template;

test('polls with the receiver’s names of pages and with the event archive as its history', (t) => {
  t.deepEqual(template.containers[0].args, ['poller']);
  t.deepEqual(template.containers[0].envs, [
    { name: 'GOOGLE_CLOUD_PROJECT', value: 'demo-project' },
    { name: 'LOG_LEVEL', value: 'info' },
    { name: 'POLL_PAGES', value: 'https://status.openai.com,Stripe=https://www.stripestatus.com' },
    { name: 'STATUSPAGE_PAGES', value: 'abc=Example' },
    { name: 'HISTORY_LOG_VIEW', value: view },
  ]);
});

test('gets settings that the poller takes', (t) => {
  const environment = Object.fromEntries(template.containers[0].envs.map(({ name, value }) => [name, value]));
  const bucket = 'projects/demo-project/locations/europe-west1/buckets/statuswatch-0a1b2c3d';
  const HISTORY_LOG_VIEW = view.replace('event-archive-id', bucket);
  t.true(E.isRight(readConfig({ ...environment, K_SERVICE: 'poller', HISTORY_LOG_VIEW })));
});

test('has one instance, as two would record what is new twice, and time for a whole pass', (t) => {
  t.like(service, { scaling: { maxInstanceCount: 1 }, ingress: 'INGRESS_TRAFFIC_INTERNAL_ONLY' });
  t.true(Number.parseInt(template.timeout) > 60);
});

test('reads one view of one log bucket, and may do nothing else', (t) => {
  const reader = 'serviceAccount:statuswatch-poller@mocked';
  t.is(template.serviceAccount, 'statuswatch-poller@mocked');
  const granted = polling.resources.filter(({ inPlainText }) => inPlainText.includes(reader));
  t.deepEqual(
    granted.map(({ inputs }) => inputs),
    [
      {
        project: 'demo-project',
        role: 'roles/logging.viewAccessor',
        member: reader,
        condition: { title: 'Only the events in event-archive-id', expression: `resource.name == "${view}"` },
      },
    ],
  );
});

test('is called by the schedule alone, with an identity that can do nothing else', (t) => {
  const caller = 'serviceAccount:statuswatch-scheduler@mocked';
  const granted = polling.resources.filter(({ inPlainText }) => inPlainText.includes(caller));
  t.deepEqual(
    granted.map(({ inputs }) => inputs['role']),
    ['roles/run.invoker'],
  );
  t.like(only(polling, 'ServiceIamBinding').inputs, { members: [caller] });
  t.like(only(polling, 'cloudscheduler/job:Job').inputs, {
    region: 'europe-west1',
    schedule: '*/5 * * * *',
    timeZone: 'Etc/UTC',
    httpTarget: {
      httpMethod: 'POST',
      uri: 'https://poller.mocked/poll',
      oidcToken: { serviceAccountEmail: 'statuswatch-scheduler@mocked', audience: 'https://poller.mocked' },
    },
  });
});

test('waits for a poll longer than the poller may take', (t) => {
  const { attemptDeadline } = only(polling, 'cloudscheduler/job:Job').inputs;
  t.true(Number.parseInt(String(attemptDeadline)) > Number.parseInt(template.timeout));
});

test.serial('polls as often in every hour as the setting says', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60), async (minutes) => {
      const deployment = await registeredResources({
        ...pollingSettings,
        polling: O.some({ pages: 'https://status.example.com', minutes }),
      });
      const [, step = '60'] = /^(?:\*\/(\d+)|0) \* \* \* \*$/.exec(
        String(only(deployment, 'cloudscheduler/job:Job').inputs['schedule']),
      ) ?? ['', '0'];
      t.is(Number(step), minutes);
    }),
    { numRuns: 6, examples: [[1], [60]] },
  );
});

test.serial('is not there unless pages are to be polled', async (t) => {
  const bare = await registeredResources(plainSettings);
  t.deepEqual(
    bare.resources.filter(({ type, name }) => /poll|schedule/i.test(`${type} ${name}`)),
    [],
  );
  t.is(ofType(polling, 'cloudscheduler/job:Job').length, 1);
});
