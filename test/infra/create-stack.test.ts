import * as pulumi from '@pulumi/pulumi';
import test from 'ava';
import fc from 'fast-check';
import * as O from 'fp-ts/lib/Option.js';
import type { Settings } from '../../infra/settings/settings.ts';
import { resourceTypes } from '../deploy/resource-types/resource-types.ts';
import {
  ofType as typed,
  only as single,
  plainSettings,
  pollingSettings,
  registeredResources,
  settingsWithSlack,
} from './registered-resources.ts';

const token = 'first-live-token-of-two';
const secret = 'a-secret-of-one-relay';
const withSecrets: Settings = {
  ...plainSettings,
  pages: O.some('abc=Example'),
  webhookToken: O.some(pulumi.secret(`kctbh9vrtdwd:${token},second-live-token-of-two`)),
  webhookSecret: O.some(pulumi.secret(secret)),
};

const bare = await registeredResources(plainSettings);
const full = await registeredResources(withSecrets);
const announcing = await registeredResources(settingsWithSlack());
const polling = await registeredResources({ ...pollingSettings, pages: O.some('abc=Example') });
const labelled = await registeredResources({
  ...settingsWithSlack(),
  labels: { owner: 'platform' },
  alertEmail: O.some('on-call@example.com'),
});

const ofType = (type: string, deployment = full) => typed(deployment, type);
const only = (type: string, deployment = full) => single(deployment, type);

type Probe = Readonly<{ httpGet: { path: string }; periodSeconds: number; timeoutSeconds: number }>;
type Environment = ReadonlyArray<{
  name: string;
  value?: string;
  valueSource?: { secretKeyRef: { secret: string; version: string } };
}>;
type Template = Readonly<{
  timeout: string;
  maxInstanceRequestConcurrency: number;
  containers: readonly [
    Readonly<{
      image: string;
      envs: Environment;
      startupProbe: Probe;
      livenessProbe: Probe;
      resources: { limits: { memory: string } };
    }>,
  ];
}>;
const receiverIn = (deployment = full) => single(deployment, 'cloudrunv2/service:Service', 'receiver').inputs;
const templateOf = (deployment = full) => receiverIn(deployment)['template'] as Template;
const containerOf = (deployment = full) => templateOf(deployment).containers[0];

test('enables exactly the APIs that it uses and leaves them enabled', (t) => {
  [announcing, polling].forEach((deployment) => {
    const apis = ofType('projects/service:Service', deployment).map(({ inputs }) => inputs);
    const used = deployment.resources.flatMap(({ type }) => resourceTypes[type]?.api ?? []);
    t.deepEqual(apis.map(({ service }) => service).sort(), [...new Set(used)].sort());
    t.true(apis.every(({ disableOnDestroy }) => disableOnDestroy === false));
  });
});

test('grants only the roles for reading a secret, reading the events and publishing them', (t) => {
  const grants = full.resources.filter(({ type, inputs }) => /iam/i.test(type) || 'role' in inputs);
  t.deepEqual([...new Set(grants.map(({ type, inputs }) => [type, inputs['role']].join(' ')))].sort(), [
    'gcp:projects/iAMMember:IAMMember roles/logging.viewAccessor',
    'gcp:pubsub/topicIAMBinding:TopicIAMBinding roles/pubsub.publisher',
    'gcp:secretmanager/secretIamBinding:SecretIamBinding roles/secretmanager.secretAccessor',
  ]);
});

test('lets only the receiver read each secret', (t) => {
  const readers = ofType('SecretIamBinding').map(({ inputs }) => [inputs['secretId'], inputs['members']]);
  t.deepEqual(readers.sort(), [
    ['statuswatch-webhook-secret-mocked', ['serviceAccount:statuswatch-receiver@mocked']],
    ['statuswatch-webhook-token-mocked', ['serviceAccount:statuswatch-receiver@mocked']],
  ]);
  t.deepEqual(
    ofType('serviceaccount/account:Account').map(({ name }) => name),
    ['statuswatch-board', 'statuswatch-receiver'],
  );
  t.like(templateOf(), { serviceAccount: 'statuswatch-receiver@mocked' });
});

test('keeps secrets in the service’s region', (t) => {
  const replicas = ofType('secretmanager/secret:Secret').map(({ inputs }) => inputs['replication']);
  t.deepEqual(replicas, Array(2).fill({ userManaged: { replicas: [{ location: 'europe-west1' }] } }));
});

test('passes the receiver its settings, and its secrets by a pinned version', (t) => {
  const secretKeyRef = (name: string) => ({ secretKeyRef: { secret: `${name}-mocked`, version: '7' } });
  t.deepEqual(containerOf().envs, [
    { name: 'GOOGLE_CLOUD_PROJECT', value: 'demo-project' },
    { name: 'LOG_LEVEL', value: 'info' },
    { name: 'LOG_CLIENT_ADDRESS', value: 'true' },
    { name: 'STATUSPAGE_PAGES', value: 'abc=Example' },
    { name: 'STATUSPAGE_WEBHOOK_TOKEN', valueSource: secretKeyRef('statuswatch-webhook-token') },
    { name: 'STATUSPAGE_WEBHOOK_SECRET', valueSource: secretKeyRef('statuswatch-webhook-secret') },
  ]);
});

test('generates a token and has no HMAC secret when neither is given', (t) => {
  t.is(ofType('RandomPassword', full).length, 0);
  t.like(only('RandomPassword', bare).inputs, { length: 43, special: false });
  t.is(bare.outputs['webhookUrl'], 'https://receiver.mocked/webhook/statuspage/a-generated-token');
  t.deepEqual(
    ofType('secretmanager/secret:Secret', bare).map(({ name }) => name),
    ['statuswatch-webhook-token'],
  );
  t.deepEqual(
    containerOf(bare).envs.map(({ name }) => name),
    ['GOOGLE_CLOUD_PROJECT', 'LOG_LEVEL', 'LOG_CLIENT_ADDRESS', 'STATUSPAGE_WEBHOOK_TOKEN'],
  );
});

test('deploys the image that it publishes by digest', (t) => {
  t.is(
    containerOf().image,
    `europe-west1-docker.pkg.dev/demo-project/statuswatch-0a1b2c3d/statuswatch@sha256:${'d'.repeat(64)}`,
  );
  t.is(full.outputs['imageDigest'], `sha256:${'d'.repeat(64)}`);
});

test('builds the image for Cloud Run and pushes it without a login', (t) => {
  const { inputs, inPlainText } = only('docker-build:index:Image');
  t.like(inputs, { platforms: ['linux/amd64'], push: true, buildOnPreview: false, context: { location: '..' } });
  t.regex(JSON.stringify(inputs['registries']), /an-access-token.*oauth2accesstoken/);
  t.notRegex(inPlainText, /an-access-token/);
});

test('keeps the newest images and deletes the untagged', (t) => {
  t.like(only('repository:Repository').inputs, {
    cleanupPolicyDryRun: false,
    cleanupPolicies: [
      { action: 'KEEP', mostRecentVersions: { keepCount: 5 } },
      { action: 'DELETE', condition: { tagState: 'UNTAGGED' } },
    ],
  });
});

test('makes only the receiver public, and does so without allUsers', (t) => {
  [announcing, polling].forEach((deployment) => {
    const reachable = ofType('cloudrunv2/service:Service', deployment).filter(({ inPlainText }) =>
      inPlainText.includes('"invokerIamDisabled":true'),
    );
    t.deepEqual(
      reachable.map(({ name }) => name),
      ['receiver'],
    );
    t.like(reachable[0]?.inputs, { ingress: 'INGRESS_TRAFFIC_ALL', invokerIamDisabled: true });
    t.notRegex(JSON.stringify(deployment.resources), /allUsers|allAuthenticatedUsers/);
  });
});

test('has at most as many instances as configured, for all revisions together', (t) => {
  t.like(receiverIn(), { scaling: { maxInstanceCount: 5 } });
});

test('scales to zero, with CPU only during requests and a boost at start', (t) => {
  t.like(templateOf(), {
    scaling: { minInstanceCount: 0, maxInstanceCount: 5 },
    executionEnvironment: 'EXECUTION_ENVIRONMENT_GEN1',
    containers: [{ resources: { cpuIdle: true, startupCpuBoost: true } }],
  });
});

test('has memory for as many maximum-size bodies as an instance handles at once', (t) => {
  const memoryInMebibytes = Number.parseInt(containerOf().resources.limits.memory);
  t.true(templateOf().maxInstanceRequestConcurrency >= 10);
  t.true(templateOf().maxInstanceRequestConcurrency * 4 * 4 < memoryInMebibytes - 128);
});

test('ends a request before the status page stops waiting for it', (t) => {
  t.true(Number.parseInt(templateOf().timeout) < 30);
});

test('probes /health at start and afterwards, each probe ending before the next one starts', (t) => {
  const { startupProbe, livenessProbe } = containerOf();
  [startupProbe, livenessProbe].forEach(({ httpGet, periodSeconds, timeoutSeconds, ...rest }) => {
    t.is(httpGet.path, '/health');
    t.true(timeoutSeconds <= periodSeconds);
    t.deepEqual(Object.keys(rest), ['failureThreshold']);
  });
});

test('can be destroyed and created again: nothing is protected and names are not reused', (t) => {
  t.like(receiverIn(), { deletionProtection: false });
  t.deepEqual(only('RandomId').inputs['keepers'], { project: 'demo-project', region: 'europe-west1' });
  t.is(only('ProjectBucketConfig').inputs['bucketId'], 'statuswatch-0a1b2c3d');
  ['account:Account', 'secret:Secret', 'ProjectSink', 'ProjectExclusion', 'pubsub/topic:Topic'].forEach((type) => {
    ofType(type).forEach(({ inputs }) => {
      t.deepEqual(
        ['accountId', 'secretId', 'name'].filter((property) => property in inputs),
        [],
      );
    });
  });
});

test('archives status events, refusals and unrecognised deliveries, never a request log', (t) => {
  t.like(only('ProjectBucketConfig').inputs, {
    location: 'europe-west1',
    retentionDays: 400,
    enableAnalytics: true,
  });
  t.deepEqual(String(single(full, 'ProjectSink', 'statuswatch-event-archive').inputs['filter']).split('\n'), [
    'resource.type="cloud_run_revision"',
    'resource.labels.service_name="statuswatch-receiver-0a1b2c3d"',
    'log_id("run.googleapis.com/stdout")',
    '(labels.kind=("incident" OR "maintenance" OR "component") OR labels.kind="page" OR jsonPayload.pass:* OR jsonPayload.rawBody:* OR jsonPayload.reason:*)',
  ]);
});

test('publishes only status events, lets only the sink publish, and stays in the region', (t) => {
  const sink = single(full, 'ProjectSink', 'statuswatch-event-topic');
  t.like(sink.inputs, {
    destination: 'pubsub.googleapis.com/statuswatch-events-id',
    uniqueWriterIdentity: true,
    filter: [
      'resource.type="cloud_run_revision"',
      'resource.labels.service_name="statuswatch-receiver-0a1b2c3d"',
      'log_id("run.googleapis.com/stdout")',
      'labels.kind=("incident" OR "maintenance" OR "component")',
      'NOT labels.backfill="true"',
    ].join('\n'),
  });
  t.deepEqual(only('TopicIAMBinding').inputs, {
    topic: 'statuswatch-events-id',
    role: 'roles/pubsub.publisher',
    members: ['serviceAccount:writer-of-statuswatch-event-topic@mocked'],
  });
  t.like(only('pubsub/topic:Topic').inputs, {
    messageStoragePolicy: { allowedPersistenceRegions: ['europe-west1'] },
  });
  t.is(full.outputs['eventsTopic'], 'statuswatch-events-id');
});

test('excludes requests whose URL contains a token from the log', (t) => {
  t.deepEqual(String(single(full, 'ProjectExclusion', 'statuswatch-webhook-requests').inputs['filter']).split('\n'), [
    'resource.type="cloud_run_revision"',
    'resource.labels.service_name="statuswatch-receiver-0a1b2c3d"',
    'log_id("run.googleapis.com/requests")',
    'httpRequest.requestUrl:"/webhook/statuspage/"',
  ]);
});

test('keeps what a flood would write out of the default log: refusals, which are archived, and requests without a server error', (t) => {
  const services = '("statuswatch-receiver-0a1b2c3d" OR "statuswatch-board-0a1b2c3d")';
  const excluded = ofType('ProjectExclusion').map(({ inputs }) =>
    String(inputs['filter']).split('\n').slice(1).join(' '),
  );
  t.deepEqual(excluded.toSorted(), [
    'resource.labels.service_name="statuswatch-receiver-0a1b2c3d" log_id("run.googleapis.com/requests") httpRequest.requestUrl:"/webhook/statuspage/"',
    'resource.labels.service_name="statuswatch-receiver-0a1b2c3d" log_id("run.googleapis.com/stdout") jsonPayload.reason:*',
    `resource.labels.service_name=${services} log_id("run.googleapis.com/requests") httpRequest.status<500`,
  ]);
});

test('labels everything that takes labels, with those of the settings too', (t) => {
  const labels = { application: 'statuswatch', stack: 'production', owner: 'platform' };
  const labelsOf = (property: string, types: ReadonlyArray<string>) =>
    types.flatMap((type) => {
      const resources = typed(labelled, type);
      t.true(resources.length > 0, type);
      return resources.map(({ inputs }) => inputs[property]);
    });
  [
    ...labelsOf('labels', ['cloudrunv2/service:Service', 'secret:Secret', 'repository:Repository']),
    ...labelsOf('labels', ['pubsub/topic:Topic', 'pubsub/subscription:Subscription']),
    ...labelsOf('userLabels', ['AlertPolicy', 'NotificationChannel', 'UptimeCheckConfig']),
  ].forEach((present) => {
    t.deepEqual(present, labels);
  });
  typed(labelled, 'cloudrunv2/service:Service').forEach(({ inputs }) => {
    t.like(inputs['template'], { labels });
  });
});

test.serial('lets readers read the events and see the monitoring, and nothing else', async (t) => {
  const readers = ['group:on-call@example.com', 'user:someone@example.com'];
  const read = await registeredResources({ ...plainSettings, readers });
  t.like(single(read, 'LogViewIamBinding').inputs, {
    parent: 'projects/demo-project',
    location: 'europe-west1',
    bucket: 'statuswatch-0a1b2c3d',
    name: '_AllLogs',
    role: 'roles/logging.viewAccessor',
    members: readers,
  });
  t.deepEqual(
    typed(read, 'IAMMember')
      .filter(({ inputs: { member } }) => !String(member).includes('statuswatch-board'))
      .map(({ inputs: { role, member } }) => [role, member]),
    readers.map((reader) => ['roles/monitoring.viewer', reader]),
  );
  t.true(typed(read, 'projects/service:Service').some(({ name }) => name === 'cloudresourcemanager.googleapis.com'));
  t.is(typed(full, 'LogViewIamBinding').length, 0);
});

test.serial('builds on today’s base images, again whenever the setting changes', async (t) => {
  t.like(only('docker-build:index:Image').inputs, { pull: true });
  t.false('buildArgs' in only('docker-build:index:Image').inputs);
  const refreshed = await registeredResources({ ...plainSettings, imageRefresh: O.some('2026-W12') });
  t.like(single(refreshed, 'docker-build:index:Image').inputs, { buildArgs: { IMAGE_REFRESH: '2026-W12' } });
});

test('keeps the former versions of a secret, to which earlier revisions refer', (t) => {
  ofType('SecretVersion').forEach(({ inputs }) => {
    t.is(inputs['deletionPolicy'], 'ABANDON');
  });
});

test('returns the URLs, with the first live token only in the secret one', (t) => {
  t.is(full.outputs['webhookUrl'], `https://receiver.mocked/webhook/statuspage/${token}`);
  t.is(full.outputs['serviceUrl'], 'https://receiver.mocked');
  t.is(full.outputs['docsUrl'], 'https://receiver.mocked/docs');
  t.is(full.outputs['eventsBucket'], 'statuswatch-0a1b2c3d');
  t.is(full.outputs['region'], 'europe-west1');
  t.deepEqual(full.secretOutputs, ['webhookUrl']);
});

test('returns a link to the events with their query filled in', (t) => {
  const url = new URL(full.outputs['logsUrl'] ?? '');
  const [path, ...parameters] = url.pathname.split(';').map(decodeURIComponent);
  t.is(path, '/logs/query');
  t.deepEqual(parameters, [
    [
      'query=resource.type="cloud_run_revision"',
      'resource.labels.service_name="statuswatch-receiver-0a1b2c3d"',
      'log_id("run.googleapis.com/stdout")',
      'labels.kind=("incident" OR "maintenance" OR "component")',
    ].join('\n'),
    'storageScope=storage,event-archive-id/views/_AllLogs',
    'duration=P30D',
  ]);
  t.is(url.searchParams.get('project'), 'demo-project');
});

test('never passes a secret to a resource in plain text, whatever the settings', async (t) => {
  const value = fc.stringMatching(/^[A-Za-z0-9]{24,40}$/);
  await fc.assert(
    fc.asyncProperty(value, value, fc.integer({ min: 1, max: 100 }), async (anyToken, anySecret, maxInstances) => {
      const { resources, outputs, secretOutputs } = await registeredResources({
        ...plainSettings,
        maxInstances,
        webhookToken: O.some(pulumi.secret(anyToken)),
        webhookSecret: O.some(pulumi.secret(anySecret)),
      });
      const readable = [
        ...resources.map(({ inPlainText }) => inPlainText),
        ...Object.keys(outputs).flatMap((name) => (secretOutputs.includes(name) ? [] : [outputs[name]])),
      ].join('\n');
      t.false(readable.includes(anyToken) || readable.includes(anySecret));
      t.regex(readable, new RegExp(`"maxInstanceCount":${maxInstances}\\b`));
    }),
    { numRuns: 15 },
  );
});
