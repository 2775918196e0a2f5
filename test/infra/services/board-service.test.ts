import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import { readConfig } from '../../../service/programs/board/config.ts';
import {
  type Deployment,
  ofType,
  only,
  plainSettings,
  pollingSettings,
  registeredResources,
  settingsWithSlack,
} from '../registered-resources.ts';

const members = ['group:on-call@example.com', 'user:someone@example.com'];

const bare = await registeredResources(plainSettings);
const polling = await registeredResources({ ...pollingSettings, board: { members, iap: false } });
const behindIap = await registeredResources({ ...settingsWithSlack(), board: { members, iap: true } });

const view = 'event-archive-id/views/_AllLogs';
const reader = 'serviceAccount:statuswatch-board@mocked';

type Environment = ReadonlyArray<Readonly<{ name: string; value?: string }>>;
type Template = Readonly<{ containers: readonly [Readonly<{ args: ReadonlyArray<string>; envs: Environment }>] }>;

const serviceIn = (deployment: Deployment, name = 'board') =>
  only(deployment, 'cloudrunv2/service:Service', name).inputs;
const containerIn = (deployment: Deployment, name = 'board') =>
  (serviceIn(deployment, name)['template'] as Template).containers[0];
const environmentOf = ({ envs }: Template['containers'][0]) =>
  Object.fromEntries(envs.map(({ name, value }) => [name, value ?? '']));

test('shows the events in the archive, and says where it is', (t) => {
  t.deepEqual(containerIn(bare).args, ['board']);
  t.deepEqual(environmentOf(containerIn(bare)), {
    GOOGLE_CLOUD_PROJECT: 'demo-project',
    LOG_LEVEL: 'info',
    HISTORY_LOG_VIEW: view,
  });
  t.is(bare.outputs['boardUrl'], 'https://board.mocked');
});

test('knows which pages are polled and how often, so that one that is not read is unknown', (t) => {
  const environment = environmentOf(containerIn(polling));
  t.like(environment, {
    POLL_PAGES: 'https://status.openai.com,Stripe=https://www.stripestatus.com',
    POLL_MINUTES: '5',
  });
  const bucket = 'projects/demo-project/locations/europe-west1/buckets/statuswatch-0a1b2c3d';
  const HISTORY_LOG_VIEW = view.replace('event-archive-id', bucket);
  t.true(E.isRight(readConfig({ ...environment, K_SERVICE: 'board', HISTORY_LOG_VIEW })));
});

test('has one instance, which all who look share', (t) => {
  t.like(serviceIn(bare), { scaling: { maxInstanceCount: 1 } });
});

test('reads one view of one log bucket and may do nothing else; of the services only the poller reads it too', (t) => {
  [bare, polling, behindIap].forEach((deployment) => {
    const granted = deployment.resources.filter(({ inPlainText }) => inPlainText.includes(reader));
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
  const readersIn = (deployment: Deployment) =>
    deployment.resources
      .filter(({ inPlainText }) => inPlainText.includes('viewAccessor'))
      .map(({ inputs }) => inputs['member']);
  t.deepEqual(readersIn(bare), [reader]);
  t.deepEqual(readersIn(polling).toSorted(), [reader, 'serviceAccount:statuswatch-poller@mocked']);
});

test('lets nobody in but its members', (t) => {
  t.is(ofType(bare, 'ServiceIamBinding').length, 0);
  t.like(serviceIn(bare), { invokerIamDisabled: false });
  t.like(only(polling, 'ServiceIamBinding', 'board-invoker').inputs, { role: 'roles/run.invoker', members });
  t.false('iapEnabled' in serviceIn(polling));
});

test('lets members log in through Identity-Aware Proxy, which is then the only one to call it', (t) => {
  t.like(serviceIn(behindIap), { iapEnabled: true, invokerIamDisabled: false });
  t.like(only(behindIap, 'ServiceIamBinding', 'board-invoker').inputs, {
    members: ['serviceAccount:agent-of-iap-agent@mocked'],
  });
  t.deepEqual(
    ofType(behindIap, 'WebCloudRunServiceIamMember').map(({ inputs: { role, member } }) => [role, member]),
    members.map((member) => ['roles/iap.httpsResourceAccessor', member]),
  );
  t.true(ofType(behindIap, 'projects/service:Service').some(({ name }) => name === 'iap.googleapis.com'));
  t.false(ofType(bare, 'projects/service:Service').some(({ name }) => name === 'iap.googleapis.com'));
});

test.serial('is linked to by announcements only where a browser can follow the link', async (t) => {
  t.is(environmentOf(containerIn(behindIap, 'slack-announcer'))['BOARD_URL'], 'https://board.mocked');
  const withoutLogin = await registeredResources({ ...settingsWithSlack(), board: { members, iap: false } });
  t.false('BOARD_URL' in environmentOf(containerIn(withoutLogin, 'slack-announcer')));
});
