import test from 'ava';
import { fakeCloud } from './fake-cloud.ts';

const account = 'gcp:serviceaccount/account:Account';
const service = 'gcp:cloudrunv2/service:Service';
const api = 'gcp:projects/service:Service';
const secret = 'gcp:secretmanager/secret:Secret';
const secretVersion = 'gcp:secretmanager/secretVersion:SecretVersion';
const replication = { userManaged: { replicas: [{ location: 'europe-west1' }] } };

const refused = (type: string, inputs: Readonly<Record<string, unknown>>) =>
  fakeCloud('demo-project', '/')
    .check(type, 'resource', inputs, {})
    .failures.map(({ property, reason }) => `${property} ${reason}`);

test('refuses what the real provider refuses in a preview', (t) => {
  t.deepEqual(refused(account, { accountId: 'a-name-of-more-than-thirty-letters', displayName: '' }), [
    'accountId must be 6 to 30 lower-case letters, digits and hyphens',
  ]);
  t.deepEqual(refused(account, { displayName: '', mistyped: true }), [
    'mistyped is not a property that the fake cloud knows',
  ]);
  t.true(
    refused(service, { ingress: 'ALL' }).includes(
      'ingress must be INGRESS_TRAFFIC_ALL | INGRESS_TRAFFIC_INTERNAL_ONLY | INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER',
    ),
  );
});

test('refuses a probe that outlasts its period, and an image referenced by tag', (t) => {
  const probe = { httpGet: { path: '/health' }, periodSeconds: 1, timeoutSeconds: 2, failureThreshold: 3 };
  const reasons = refused(service, { template: { containers: [{ image: 'receiver:latest', startupProbe: probe }] } });
  t.true(
    reasons.some((reason) =>
      reason.endsWith('startupProbe must be a probe with one handler whose timeout is no longer than its period'),
    ),
  );
  t.true(reasons.some((reason) => reason.endsWith('image must be an image by its digest')));
});

test('creates nothing before its API is enabled, and deletes nothing that is needed', (t) => {
  const cloud = fakeCloud('demo-project', '/');
  const inputs = { secretId: 'token', labels: {}, replication };
  t.throws(() => cloud.create(secret, 'token', inputs), { message: /secretmanager.googleapis.com is not enabled/ });
  t.deepEqual(cloud.resources(), []);
  const made = [
    cloud.create(api, 'api', { service: 'secretmanager.googleapis.com', disableOnDestroy: true }),
    cloud.create(secret, 'token', inputs),
  ].map(({ id }) => id);
  cloud.create(secretVersion, 'token', { secret: made[1], secretData: 'value' });
  t.throws(
    () => {
      cloud.remove(secret, 'token', made[1] ?? '');
    },
    { message: /the secret .* does not exist/ },
  );
  t.throws(
    () => {
      cloud.remove(api, 'api', made[0] ?? '');
    },
    { message: /is not enabled/ },
  );
  t.is(cloud.resources().length, 3);
});

test('reserves the name of a deleted log bucket, as Google does for a week', (t) => {
  const cloud = fakeCloud('demo-project', '/');
  const type = 'gcp:logging/projectBucketConfig:ProjectBucketConfig';
  const inputs = {
    project: 'demo-project',
    location: 'europe-west1',
    bucketId: 'events',
    description: '',
    retentionDays: 1,
    enableAnalytics: true,
  };
  cloud.create(api, 'api', { service: 'logging.googleapis.com', disableOnDestroy: false });
  const { id } = cloud.create(type, 'events', inputs);
  cloud.remove(type, 'events', id);
  t.throws(() => cloud.create(type, 'events', inputs), { message: /its name is still reserved/ });
});

const alertPolicy = 'gcp:monitoring/alertPolicy:AlertPolicy';
const subscription = 'gcp:pubsub/subscription:Subscription';
const logged = { displayName: 'an entry', conditionMatchedLog: { filter: 'resource.type="x"', labelExtractors: {} } };

test('refuses a notification rate limit on a metric alert, and a log alert without one', (t) => {
  const policy = {
    displayName: 'a policy',
    severity: 'ERROR',
    combiner: 'OR',
    documentation: { subject: '', mimeType: 'text/markdown', content: '' },
    notificationChannels: [],
    userLabels: {},
  };
  const limited = { autoClose: '1800s', notificationRateLimit: { period: '300s' } };
  const measured = {
    displayName: 'a metric',
    conditionPrometheusQueryLanguage: {
      query: 'up > 0',
      duration: '0s',
      evaluationInterval: '60s',
      disableMetricValidation: true,
    },
  };
  t.deepEqual(refused(alertPolicy, { ...policy, conditions: [logged], alertStrategy: limited }), []);
  t.deepEqual(refused(alertPolicy, { ...policy, conditions: [measured], alertStrategy: { autoClose: '1800s' } }), []);
  t.is(refused(alertPolicy, { ...policy, conditions: [measured], alertStrategy: limited }).length, 1);
  t.is(refused(alertPolicy, { ...policy, conditions: [logged], alertStrategy: { autoClose: '1800s' } }).length, 1);
  t.is(
    refused(alertPolicy, { ...policy, conditions: [measured, measured], alertStrategy: { autoClose: '1800s' } }).length,
    1,
  );
  t.deepEqual(
    refused(alertPolicy, { ...policy, conditions: [logged], alertStrategy: limited, combiner: 'ANY', severity: 'BAD' }),
    ['severity must be CRITICAL | ERROR | WARNING', 'combiner must be AND | OR | AND_WITH_MATCHING_RESOURCE'],
  );
});

test('refuses an invalid dashboard', (t) => {
  const dashboard = 'gcp:monitoring/dashboard:Dashboard';
  t.deepEqual(refused(dashboard, { dashboardJson: '{"displayName": "no layout"}' }), [
    'dashboardJson must be a dashboard in JSON, without zero or empty values',
  ]);
  t.deepEqual(refused(dashboard, { dashboardJson: 'not JSON' }), [
    'dashboardJson must be a dashboard in JSON, without zero or empty values',
  ]);
  const withTile = (position: object) =>
    refused(dashboard, {
      dashboardJson: JSON.stringify({
        displayName: 'a dashboard',
        mosaicLayout: {
          columns: 48,
          tiles: [{ ...position, width: 1, height: 1, widget: { title: 'a title', text: { content: 'a text' } } }],
        },
      }),
    });
  t.deepEqual(withTile({}), []);
  t.deepEqual(withTile({ xPos: 0 }), ['dashboardJson must be a dashboard in JSON, without zero or empty values']);
});

test('refuses a push by an identity that may not invoke the service', (t) => {
  const cloud = fakeCloud('demo-project', '/');
  const enable = (name: string) =>
    cloud.create(api, name, { service: `${name}.googleapis.com`, disableOnDestroy: false });
  ['pubsub', 'iam'].forEach(enable);
  const { id: topic } = cloud.create('gcp:pubsub/topic:Topic', 'topic', {
    name: 'events',
    labels: {},
    messageStoragePolicy: { allowedPersistenceRegions: ['europe-west1'] },
  });
  const { email } = cloud.create(account, 'caller', { accountId: 'caller', displayName: '' });
  const pull = {
    name: 'events',
    topic,
    labels: {},
    ackDeadlineSeconds: 60,
    messageRetentionDuration: '604800s',
    expirationPolicy: { ttl: '' },
  };
  const pushConfig = {
    pushEndpoint: 'https://announcer.example/announce',
    attributes: { 'x-goog-version': 'v1' },
    oidcToken: { serviceAccountEmail: email, audience: 'https://announcer.example' },
  };
  t.throws(() => cloud.create(subscription, 'push', { ...pull, pushConfig }), {
    message: /no service answers .*; .* may not invoke what answers .*; .* Pub\/Sub may not act as caller@/,
  });
  t.notThrows(() => cloud.create(subscription, 'pull', pull));
});

const metric = 'gcp:logging/metric:Metric';

test('leaves a renamed metric behind', (t) => {
  const cloud = fakeCloud('demo-project', '/');
  cloud.create(api, 'api', { service: 'logging.googleapis.com', disableOnDestroy: false });
  const inputs = {
    name: 'old',
    description: '',
    filter: 'resource.type="x"',
    labelExtractors: {},
    metricDescriptor: { metricKind: 'DELTA', valueType: 'INT64', unit: '1', displayName: '', labels: [] },
  };
  const { id } = cloud.create(metric, 'metric', inputs);
  t.deepEqual(cloud.diff(metric, { inputs, outputs: {} }, { ...inputs, name: 'new' }), {
    changed: ['name'],
    replaced: [],
  });
  cloud.update(metric, 'metric', id, { ...inputs, name: 'new' });
  t.deepEqual(
    cloud
      .resources()
      .filter(({ type }) => type === metric)
      .map(({ outputs }) => outputs['id']),
    ['old', 'new'],
  );
});

test('keeps an abandoned secret version for as long as its secret', (t) => {
  const cloud = fakeCloud('demo-project', '/');
  cloud.create(api, 'api', { service: 'secretmanager.googleapis.com', disableOnDestroy: false });
  const { id } = cloud.create(secret, 'token', { secretId: 'token', labels: {}, replication });
  const create = (deletionPolicy: string) =>
    cloud.create(secretVersion, 'version', { secret: id, secretData: 'value', deletionPolicy }).id;
  const [abandoned, deleted] = [create('ABANDON'), create('DELETE')];
  [abandoned, deleted].forEach((version) => {
    cloud.remove(secretVersion, 'version', version);
  });
  t.not(cloud.read(abandoned), undefined);
  t.is(cloud.read(deleted), undefined);
  cloud.remove(secret, 'token', id);
  t.deepEqual(
    cloud.resources().map(({ type }) => type),
    [api],
  );
});

test('confirms an API, a grant on a secret and a service agent before they take effect', (t) => {
  const cloud = fakeCloud('demo-project', '/', { lagInMilliseconds: Infinity });
  cloud.create(api, 'api', { service: 'secretmanager.googleapis.com', disableOnDestroy: false });
  t.throws(() => cloud.create(secret, 'token', { secretId: 'token', labels: {}, replication }), {
    message: /secretmanager.googleapis.com is not enabled/,
  });
});
