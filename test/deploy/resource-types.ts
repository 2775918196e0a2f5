import { Ajv2020 } from 'ajv/dist/2020.js';
import { createHash, randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { identity, pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';
import { dashboardSchema } from '../infra/dashboard-schema.ts';
import { hashBuildContext } from './hash-build-context.ts';

export type Properties = Readonly<Record<string, unknown>>;
export type Made = Readonly<{ type: string; inputs: Properties; outputs: Properties }>;

/** What a resource type may ask of the cloud that it is made in. */
export type Surroundings = Readonly<{
  project: string;
  programFolder: string;
  hasApi: (name: string) => boolean;
  find: (id: string) => Made | undefined;
  all: (type: string) => ReadonlyArray<Made>;
  next: (counter: string) => number;
  /** The images in the registry, older ones too: `repository/name@digest`. */
  pushedImages: Set<string>;
}>;

type Definition<A> = Readonly<{
  /** What the real provider refuses in a preview, and what it takes and should not. */
  inputs: t.Decoder<unknown, A>;
  api?: string;
  /** The property that the provider names by itself: the resource's name and seven hexadecimal digits. */
  autonamed?: keyof A & string;
  immutable: ReadonlyArray<keyof A & string>;
  /** What the provider's schema marks as secret. */
  secret?: ReadonlyArray<string>;
  /** The id and what else only the cloud can say. */
  make: (inputs: A, cloud: Surroundings) => Properties & { id: string };
  /** Sentences about what must be there as long as the resource is, and is not. */
  lacks?: (inputs: A, cloud: Surroundings) => ReadonlyArray<string>;
  /** What of the inputs counts as a change. */
  compared?: (inputs: Properties) => Properties;
  /** What has changed outside of the inputs since it was made. */
  drifted?: (outputs: Properties, inputs: A, cloud: Surroundings) => ReadonlyArray<string>;
}>;

export type ResourceType = Readonly<{
  inputs: t.Decoder<unknown, object>;
  api: string | undefined;
  autonamed: string | undefined;
  immutable: ReadonlyArray<string>;
  secret: ReadonlyArray<string>;
  make: (inputs: Properties, cloud: Surroundings) => Properties & { id: string };
  lacks: (inputs: Properties, cloud: Surroundings) => ReadonlyArray<string>;
  compared: (inputs: Properties) => Properties;
  drifted: (outputs: Properties, inputs: Properties, cloud: Surroundings) => ReadonlyArray<string>;
}>;

const text = (pattern: RegExp, expected: string) =>
  new t.Type<string, string, unknown>(
    expected,
    t.string.is,
    (input, context) => (t.string.is(input) && pattern.test(input) ? t.success(input) : t.failure(input, context)),
    identity,
  );

const oneOf = (...values: ReadonlyArray<string>) => text(new RegExp(`^(${values.join('|')})$`), values.join(' | '));

const such = <A, O>(codec: t.Type<A, O>, holds: (value: A) => boolean, expected: string) =>
  new t.Type<A, O, unknown>(
    expected,
    codec.is,
    (input, context) =>
      pipe(
        codec.validate(input, context),
        E.chain((value) => (holds(value) ? t.success(value) : t.failure(input, context))),
      ),
    codec.encode,
  );

const decoded = <A>(codec: t.Decoder<unknown, A>, inputs: Properties): A =>
  pipe(
    codec.decode(inputs),
    E.getOrElse<t.Errors, A>(() => {
      throw new Error('these inputs were not checked');
    }),
  );

const resourceType = <A extends object>(definition: Definition<A>): ResourceType => ({
  inputs: definition.inputs,
  api: definition.api,
  autonamed: definition.autonamed,
  immutable: definition.immutable,
  secret: definition.secret ?? [],
  make: (inputs, cloud) => definition.make(decoded(definition.inputs, inputs), cloud),
  lacks: (inputs, cloud) => definition.lacks?.(decoded(definition.inputs, inputs), cloud) ?? [],
  compared: definition.compared ?? identity,
  drifted: (outputs, inputs, cloud) => definition.drifted?.(outputs, decoded(definition.inputs, inputs), cloud) ?? [],
});

const missing = (cloud: Surroundings, what: string, id: string) =>
  cloud.find(id) ? [] : [`${what} ${id} is not there`];

const labels = t.record(t.string, text(/^[a-z0-9_-]{0,63}$/, 'a label value of lower-case letters, digits, _ and -'));
const region = text(/^[a-z]+-[a-z]+\d$/, 'a region');
const duration = text(/^\d+(\.\d+)?s$/, 'a duration in seconds, such as 25s');
const whole = such(t.number, Number.isInteger, 'a whole number');

const Probe = such(
  t.strict({
    httpGet: t.strict({ path: text(/^\//, 'a path') }),
    periodSeconds: whole,
    timeoutSeconds: whole,
    failureThreshold: whole,
  }),
  ({ timeoutSeconds, periodSeconds }) => timeoutSeconds <= periodSeconds,
  'a probe with one handler whose timeout is no longer than its period',
);

const Variable = such(
  t.intersection([
    t.strict({ name: text(/^[A-Z_]+$/, 'a name') }),
    t.partial({
      value: t.string,
      valueSource: t.strict({
        secretKeyRef: t.strict({ secret: t.string, version: text(/^\d+$/, 'a pinned version') }),
      }),
    }),
  ]),
  ({ value, valueSource }) => (value === undefined) !== (valueSource === undefined),
  'a variable with a value or a source of one',
);

const CloudRunService = t.strict({
  name: text(/^[a-z][a-z0-9-]{0,48}$/, 'a name of at most 49 lower-case letters, digits and hyphens'),
  location: region,
  labels,
  ingress: oneOf('INGRESS_TRAFFIC_ALL', 'INGRESS_TRAFFIC_INTERNAL_ONLY', 'INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER'),
  invokerIamDisabled: t.boolean,
  deletionProtection: t.literal(false, 'false, as destroy fails otherwise'),
  traffics: t.tuple([t.strict({ type: t.literal('TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST'), percent: t.literal(100) })]),
  template: t.strict({
    labels,
    serviceAccount: t.string,
    executionEnvironment: oneOf('EXECUTION_ENVIRONMENT_GEN1', 'EXECUTION_ENVIRONMENT_GEN2'),
    timeout: duration,
    maxInstanceRequestConcurrency: such(whole, (value) => value >= 1 && value <= 1000, 'a whole number from 1 to 1000'),
    scaling: t.strict({ minInstanceCount: whole, maxInstanceCount: whole }),
    containers: t.tuple([
      t.strict({
        image: text(/@sha256:[0-9a-f]{64}$/, 'an image by its digest'),
        ports: t.strict({ containerPort: whole }),
        resources: t.strict({
          limits: t.strict({
            cpu: text(/^[1248]$/, 'a number of CPUs'),
            memory: text(/^\d+(Mi|Gi)$/, 'an amount of memory'),
          }),
          cpuIdle: t.boolean,
          startupCpuBoost: t.boolean,
        }),
        startupProbe: Probe,
        livenessProbe: Probe,
        envs: t.array(Variable),
        args: t.union([t.undefined, t.tuple([t.string])]),
      }),
    ]),
  }),
});
type CloudRunService = t.TypeOf<typeof CloudRunService>;

const secretId = (cloud: Surroundings, name: string) => `projects/${cloud.project}/secrets/${name}`;

const secretReferences = ({ template }: CloudRunService) =>
  template.containers[0].envs.flatMap(({ valueSource }) =>
    valueSource === undefined ? [] : [valueSource.secretKeyRef],
  );

const isGranted = (cloud: Surroundings, binding: string, on: Properties, role: string, member: string) =>
  cloud
    .all(binding)
    .some(
      ({ inputs }) =>
        Object.entries(on).every(([property, value]) => inputs[property] === value) &&
        inputs['role'] === role &&
        t.array(t.string).is(inputs['members']) &&
        inputs['members'].includes(member),
    );

const isReader = (cloud: Surroundings, secret: string, email: string) =>
  isGranted(
    cloud,
    'gcp:secretmanager/secretIamBinding:SecretIamBinding',
    { secretId: secret },
    'roles/secretmanager.secretAccessor',
    `serviceAccount:${email}`,
  );

const pubsubAgent = 'serviceAccount:service-123456789012@gcp-sa-pubsub.iam.gserviceaccount.com';

const member = text(/^(serviceAccount|user|group):.+@.+$/, 'a member');
const pubsubName = text(
  /^(?!goog)[A-Za-z][A-Za-z0-9._~+%-]{2,254}$/,
  'a name of Pub/Sub: 3 to 255 letters, digits and -._~+%, starting with a letter',
);
const secondsBetween = (least: number, most: number) =>
  such(
    duration,
    (value) => Number.parseFloat(value) >= least && Number.parseFloat(value) <= most,
    `from ${least}s to ${most}s`,
  );

const Subscription = t.intersection([
  t.strict({
    name: pubsubName,
    topic: t.string,
    labels,
    ackDeadlineSeconds: such(whole, (seconds) => seconds >= 10 && seconds <= 600, 'from 10 to 600'),
    messageRetentionDuration: secondsBetween(600, 31 * 24 * 60 * 60),
    expirationPolicy: t.strict({ ttl: text(/^(\d+s)?$/, 'a duration, or nothing for never') }),
  }),
  t.partial({
    pushConfig: t.strict({
      pushEndpoint: text(/^https:\/\//, 'an https URL'),
      oidcToken: t.strict({ serviceAccountEmail: t.string, audience: text(/^https:\/\//, 'an https URL') }),
    }),
    retryPolicy: t.strict({ minimumBackoff: secondsBetween(0, 600), maximumBackoff: secondsBetween(0, 600) }),
    deadLetterPolicy: t.strict({
      deadLetterTopic: t.string,
      maxDeliveryAttempts: such(whole, (attempts) => attempts >= 5 && attempts <= 100, 'from 5 to 100'),
    }),
  }),
]);

/** A push arrives only as an identity that may invoke the service, and through an agent that may act as it. */
const pushLacks = (cloud: Surroundings, { pushConfig }: t.TypeOf<typeof Subscription>) => {
  if (pushConfig === undefined) return [];
  const { pushEndpoint, oidcToken } = pushConfig;
  const account = `projects/${cloud.project}/serviceAccounts/${oidcToken.serviceAccountEmail}`;
  const called = cloud
    .all('gcp:cloudrunv2/service:Service')
    .find(({ outputs }) => pushEndpoint.startsWith(`${String(outputs['uri'])}/`));
  const mayInvoke = isGranted(
    cloud,
    'gcp:cloudrunv2/serviceIamBinding:ServiceIamBinding',
    { name: called?.inputs['name'] },
    'roles/run.invoker',
    `serviceAccount:${oidcToken.serviceAccountEmail}`,
  );
  const mayActAs = isGranted(
    cloud,
    'gcp:serviceaccount/iAMBinding:IAMBinding',
    { serviceAccountId: account },
    'roles/iam.serviceAccountOpenIdTokenCreator',
    pubsubAgent,
  );
  return [
    ...missing(cloud, 'the identity', account),
    ...(called === undefined ? [`no service answers ${pushEndpoint}`] : []),
    ...(mayInvoke ? [] : [`${oidcToken.serviceAccountEmail} may not invoke what answers ${pushEndpoint}`]),
    ...(mayActAs ? [] : [`Pub/Sub may not act as ${oidcToken.serviceAccountEmail}`]),
  ];
};

const deadLettersLack = (cloud: Surroundings, { deadLetterPolicy }: t.TypeOf<typeof Subscription>) => {
  if (deadLetterPolicy === undefined) return [];
  const topic = deadLetterPolicy.deadLetterTopic;
  const isKept = cloud.all('gcp:pubsub/subscription:Subscription').some(({ inputs }) => inputs['topic'] === topic);
  const mayPublish = isGranted(
    cloud,
    'gcp:pubsub/topicIAMBinding:TopicIAMBinding',
    { topic },
    'roles/pubsub.publisher',
    pubsubAgent,
  );
  return [
    ...missing(cloud, 'the topic', topic),
    ...(isKept ? [] : [`no subscription keeps what ${topic} is given`]),
    ...(mayPublish ? [] : [`Pub/Sub may not publish to ${topic}`]),
  ];
};

/** The environment of the containers of a Cloud Run service, its secrets resolved: what a process that stands for a revision is to be given. */
export const environmentOf = (inputs: Properties, cloud: Surroundings): Readonly<Record<string, string>> =>
  Object.fromEntries(
    decoded(CloudRunService, inputs).template.containers[0].envs.map(({ name, value, valueSource }) => {
      if (valueSource === undefined) return [name, value ?? ''];
      const { secret, version } = valueSource.secretKeyRef;
      return [name, String(cloud.find(`${secretId(cloud, secret)}/versions/${version}`)?.inputs['secretData'])];
    }),
  );

const LogFilter = such(
  t.string,
  (filter) => (filter.match(/"/g)?.length ?? 0) % 2 === 0 && filter.includes('resource.type='),
  'a filter of log entries',
);

const numberOf = (name: string) => Number.parseInt(createHash('sha256').update(name).digest('hex').slice(0, 12), 16);

const metricLabel = t.strict({ key: text(/^[a-z][a-z0-9_]{0,99}$/, 'a label key'), valueType: t.literal('STRING') });
const extractor = text(/^EXTRACT\([A-Za-z][\w.]*\)$/, 'an extractor such as EXTRACT(labels.kind)');

const LogMetric = such(
  t.intersection([
    t.strict({
      name: text(
        /^[A-Za-z0-9_.,+!*'()%-][A-Za-z0-9_.,+!*'()%/-]{0,99}$/,
        'at most 100 characters that a name may have',
      ),
      description: t.string,
      filter: LogFilter,
      labelExtractors: t.record(t.string, extractor),
      metricDescriptor: t.strict({
        metricKind: t.literal('DELTA'),
        valueType: oneOf('INT64', 'DISTRIBUTION'),
        unit: t.string,
        displayName: t.string,
        labels: t.array(metricLabel),
      }),
    }),
    t.partial({
      valueExtractor: extractor,
      bucketOptions: t.strict({
        exponentialBuckets: t.strict({
          scale: t.number,
          growthFactor: such(t.number, (factor) => factor > 1, 'a number above 1'),
          numFiniteBuckets: such(whole, (buckets) => buckets >= 1 && buckets <= 200, 'a whole number from 1 to 200'),
        }),
      }),
    }),
  ]),
  ({ labelExtractors, metricDescriptor: { labels, valueType }, valueExtractor, bucketOptions }) =>
    Object.keys(labelExtractors).sort().join() ===
      labels
        .map(({ key }) => key)
        .sort()
        .join() &&
    (valueType === 'DISTRIBUTION') === (valueExtractor !== undefined) &&
    (bucketOptions === undefined || valueType === 'DISTRIBUTION'),
  'a metric with an extractor for each label and, as a distribution, for its value',
);

const seconds = (least: number) =>
  such(duration, (value) => Number.parseInt(value) >= least, `a duration of at least ${least}s`);

const AlertCondition = such(
  t.intersection([
    t.strict({ displayName: t.string }),
    t.partial({
      conditionMatchedLog: t.strict({ filter: LogFilter, labelExtractors: t.record(t.string, extractor) }),
      conditionPrometheusQueryLanguage: t.strict({
        query: text(/\S/, 'a query'),
        duration,
        evaluationInterval: such(duration, (value) => Number.parseInt(value) % 30 === 0, 'a multiple of 30s'),
        disableMetricValidation: t.literal(true, 'true, as a log-based metric is not known at once'),
      }),
    }),
  ]),
  ({ conditionMatchedLog, conditionPrometheusQueryLanguage }) =>
    (conditionMatchedLog === undefined) !== (conditionPrometheusQueryLanguage === undefined),
  'a condition of one kind',
);

const AlertPolicy = such(
  t.strict({
    displayName: text(/^.{1,512}$/, 'at most 512 characters'),
    severity: oneOf('CRITICAL', 'ERROR', 'WARNING'),
    combiner: oneOf('AND', 'OR', 'AND_WITH_MATCHING_RESOURCE'),
    conditions: such(t.array(AlertCondition), ({ length }) => length >= 1 && length <= 6, 'one to six conditions'),
    documentation: t.strict({
      subject: t.string,
      mimeType: t.literal('text/markdown'),
      content: such(t.string, (content) => content.length <= 8192, 'at most 8192 characters'),
    }),
    alertStrategy: t.intersection([
      t.strict({ autoClose: seconds(1800) }),
      t.partial({ notificationRateLimit: t.strict({ period: seconds(1) }) }),
    ]),
    notificationChannels: t.array(text(/^projects\/[^/]+\/notificationChannels\/[^/]+$/, 'the full name of a channel')),
    userLabels: labels,
  }),
  // https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies#notificationratelimit
  ({ conditions, alertStrategy }) => {
    const isAboutLog = conditions.some(({ conditionMatchedLog }) => conditionMatchedLog !== undefined);
    return (
      (alertStrategy.notificationRateLimit !== undefined) === isAboutLog && (!isAboutLog || conditions.length === 1)
    );
  },
  'a policy with a rate limit and no other condition where it is about log entries, and without a rate limit elsewhere',
);

const isDashboard = new Ajv2020({ strictRequired: false }).compile(dashboardSchema);
const DashboardJson = such(
  t.string,
  (json) => {
    const parsed = E.tryCatch(
      () => JSON.parse(json) as unknown,
      () => 'not JSON',
    );
    return E.isRight(parsed) && isDashboard(parsed.right);
  },
  'a dashboard in JSON',
);

/** The log-based metrics that a text names, which are known in the project or are missing. */
const metricsMissing = (cloud: Surroundings, named: string) =>
  [...named.matchAll(/logging\.googleapis\.com\/user\/([\w./-]+)/g)].flatMap(([, name = '']) =>
    missing(cloud, 'the metric', name),
  );

/** All types that the stand-in serves; another one is refused. */
export const resourceTypes: Readonly<Record<string, ResourceType>> = {
  'gcp:projects/service:Service': resourceType({
    inputs: t.strict({ service: text(/^[a-z]+\.googleapis\.com$/, 'the name of an API'), disableOnDestroy: t.boolean }),
    immutable: ['service'],
    make: ({ service }, { project }) => ({ id: `${project}/${service}` }),
  }),
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
  'gcp:artifactregistry/repository:Repository': resourceType({
    inputs: t.strict({
      repositoryId: text(/^[a-z][a-z0-9-]{0,61}[a-z0-9]$/, 'at most 63 lower-case letters, digits and hyphens'),
      location: region,
      format: t.literal('DOCKER'),
      labels,
      cleanupPolicyDryRun: t.boolean,
      cleanupPolicies: t.array(
        t.union([
          t.strict({ id: t.string, action: t.literal('KEEP'), mostRecentVersions: t.strict({ keepCount: whole }) }),
          t.strict({
            id: t.string,
            action: t.literal('DELETE'),
            condition: t.strict({ tagState: oneOf('TAGGED', 'UNTAGGED', 'ANY'), olderThan: duration }),
          }),
        ]),
      ),
    }),
    api: 'artifactregistry.googleapis.com',
    immutable: ['repositoryId', 'location', 'format'],
    make: ({ repositoryId, location }, { project }) => ({
      id: `projects/${project}/locations/${location}/repositories/${repositoryId}`,
    }),
  }),
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
    inputs: t.strict({ secret: t.string, secretData: t.string }),
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
  'gcp:cloudrunv2/service:Service': resourceType({
    inputs: CloudRunService,
    api: 'run.googleapis.com',
    immutable: ['name', 'location'],
    make: ({ name, location, template }, { project }) => ({
      id: `projects/${project}/locations/${location}/services/${name}`,
      uri: `https://${name}-ab12cd34ef-ew.a.run.app`,
      latestReadyRevision: `${name}-${createHash('sha256').update(JSON.stringify(template)).digest('hex').slice(0, 8)}`,
    }),
    lacks: (inputs, cloud) => {
      const { serviceAccount, containers } = inputs.template;
      const image = containers[0].image;
      return [
        ...missing(cloud, 'the identity', `projects/${cloud.project}/serviceAccounts/${serviceAccount}`),
        ...(cloud.pushedImages.has(image) ? [] : [`the image ${image} was not pushed`]),
        ...secretReferences(inputs).flatMap(({ secret, version }) => [
          ...missing(cloud, 'the secret version', `${secretId(cloud, secret)}/versions/${version}`),
          ...(isReader(cloud, secret, serviceAccount) ? [] : [`${serviceAccount} may not read the secret ${secret}`]),
        ]),
      ];
    },
  }),
  'gcp:logging/projectBucketConfig:ProjectBucketConfig': resourceType({
    inputs: t.strict({
      project: t.string,
      location: region,
      bucketId: text(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/, 'letters, digits, hyphens, underscores and periods'),
      description: t.string,
      retentionDays: such(whole, (days) => days >= 1 && days <= 3650, 'a whole number from 1 to 3650'),
      enableAnalytics: t.boolean,
    }),
    api: 'logging.googleapis.com',
    immutable: ['project', 'location', 'bucketId'],
    make: ({ project, location, bucketId }) => ({
      id: `projects/${project}/locations/${location}/buckets/${bucketId}`,
    }),
  }),
  'gcp:logging/projectSink:ProjectSink': resourceType({
    inputs: t.strict({
      name: text(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/, 'letters, digits, hyphens, underscores and periods'),
      destination: text(/^(logging|pubsub)\.googleapis\.com\/projects\//, 'a log bucket or a topic'),
      filter: LogFilter,
      uniqueWriterIdentity: t.boolean,
    }),
    api: 'logging.googleapis.com',
    autonamed: 'name',
    immutable: ['name', 'uniqueWriterIdentity'],
    make: ({ name }, { project }) => ({
      id: `projects/${project}/sinks/${name}`,
      writerIdentity: 'serviceAccount:service-123456789012@gcp-sa-logging.iam.gserviceaccount.com',
    }),
    lacks: ({ destination }, cloud) =>
      missing(cloud, 'the log bucket or topic', destination.replace(/^(logging|pubsub)\.googleapis\.com\//, '')),
  }),
  'gcp:pubsub/topic:Topic': resourceType({
    inputs: t.strict({
      name: pubsubName,
      labels,
      messageStoragePolicy: t.strict({ allowedPersistenceRegions: t.array(region) }),
    }),
    api: 'pubsub.googleapis.com',
    autonamed: 'name',
    immutable: ['name'],
    make: ({ name }, { project }) => ({ id: `projects/${project}/topics/${name}` }),
  }),
  'gcp:pubsub/topicIAMBinding:TopicIAMBinding': resourceType({
    inputs: t.strict({ topic: t.string, role: text(/^roles\/pubsub\.\w+$/, 'a role'), members: t.array(member) }),
    api: 'pubsub.googleapis.com',
    immutable: ['topic', 'role'],
    make: ({ topic, role }) => ({ id: `${topic}/${role}` }),
    lacks: ({ topic }, cloud) => missing(cloud, 'the topic', topic),
  }),
  'gcp:pubsub/subscription:Subscription': resourceType({
    inputs: Subscription,
    api: 'pubsub.googleapis.com',
    autonamed: 'name',
    immutable: ['name', 'topic'],
    make: ({ name }, { project }) => ({ id: `projects/${project}/subscriptions/${name}` }),
    lacks: (inputs, cloud) => [
      ...missing(cloud, 'the topic', inputs.topic),
      ...pushLacks(cloud, inputs),
      ...deadLettersLack(cloud, inputs),
    ],
  }),
  'gcp:pubsub/subscriptionIAMBinding:SubscriptionIAMBinding': resourceType({
    inputs: t.strict({
      subscription: t.string,
      role: text(/^roles\/pubsub\.\w+$/, 'a role'),
      members: t.array(member),
    }),
    api: 'pubsub.googleapis.com',
    immutable: ['subscription', 'role'],
    make: ({ subscription, role }) => ({ id: `${subscription}/${role}` }),
    lacks: ({ subscription }, cloud) => missing(cloud, 'the subscription', subscription),
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
  'gcp:serviceaccount/iAMBinding:IAMBinding': resourceType({
    inputs: t.strict({
      serviceAccountId: text(/^projects\/.+\/serviceAccounts\/.+$/, 'the full name of a service account'),
      role: text(/^roles\/iam\.\w+$/, 'a role'),
      members: t.array(member),
    }),
    api: 'iam.googleapis.com',
    immutable: ['serviceAccountId', 'role'],
    make: ({ serviceAccountId, role }) => ({ id: `${serviceAccountId}/${role}` }),
    lacks: ({ serviceAccountId }, cloud) => missing(cloud, 'the identity', serviceAccountId),
  }),
  'gcp:cloudrunv2/serviceIamBinding:ServiceIamBinding': resourceType({
    inputs: t.strict({
      name: t.string,
      location: region,
      role: text(/^roles\/run\.\w+$/, 'a role'),
      members: t.array(member),
    }),
    api: 'run.googleapis.com',
    immutable: ['name', 'location', 'role'],
    make: ({ name, location, role }, { project }) => ({
      id: `projects/${project}/locations/${location}/services/${name}/${role}`,
    }),
    lacks: ({ name, location }, cloud) =>
      missing(cloud, 'the service', `projects/${cloud.project}/locations/${location}/services/${name}`),
  }),
  'gcp:logging/projectExclusion:ProjectExclusion': resourceType({
    inputs: t.strict({
      name: text(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/, 'letters, digits, hyphens, underscores and periods'),
      description: t.string,
      filter: LogFilter,
    }),
    api: 'logging.googleapis.com',
    autonamed: 'name',
    immutable: ['name'],
    make: ({ name }, { project }) => ({ id: `projects/${project}/exclusions/${name}` }),
  }),
  'gcp:logging/metric:Metric': resourceType({
    inputs: LogMetric,
    api: 'logging.googleapis.com',
    immutable: ['name'],
    make: ({ name }) => ({ id: name }),
  }),
  'gcp:logging/savedQuery:SavedQuery': resourceType({
    inputs: such(
      t.intersection([
        t.strict({
          name: text(/^[a-z][a-z0-9-]{0,62}$/, 'at most 63 lower-case letters, digits and hyphens'),
          parent: text(/^projects\/[^/]+$/, 'a project'),
          location: t.string,
          visibility: oneOf('SHARED', 'PRIVATE'),
          displayName: t.string,
          description: t.string,
        }),
        t.partial({
          loggingQuery: t.strict({ filter: LogFilter, summaryFields: t.array(t.strict({ field: t.string })) }),
          opsAnalyticsQuery: t.strict({ sqlQueryText: text(/^SELECT\b/, 'a query in SQL') }),
        }),
      ]),
      ({ loggingQuery, opsAnalyticsQuery }) => (loggingQuery === undefined) !== (opsAnalyticsQuery === undefined),
      'a query of one kind',
    ),
    api: 'logging.googleapis.com',
    autonamed: 'name',
    immutable: ['name', 'parent', 'location'],
    make: ({ parent, location, name }) => ({ id: `${parent}/locations/${location}/savedQueries/${name}` }),
  }),
  'gcp:monitoring/notificationChannel:NotificationChannel': resourceType({
    inputs: t.strict({
      displayName: t.string,
      type: t.literal('email'),
      labels: t.strict({ email_address: text(/^[^\s@]+@[^\s@]+$/, 'an e-mail address') }),
      userLabels: labels,
    }),
    api: 'monitoring.googleapis.com',
    immutable: ['type'],
    make: ({ displayName }, { project }) => {
      const name = `projects/${project}/notificationChannels/${numberOf(displayName)}`;
      return { id: name, name };
    },
  }),
  'gcp:monitoring/alertPolicy:AlertPolicy': resourceType({
    inputs: AlertPolicy,
    api: 'monitoring.googleapis.com',
    immutable: [],
    make: ({ displayName }, { project }) => {
      const name = `projects/${project}/alertPolicies/${numberOf(displayName)}`;
      return { id: name, name };
    },
    lacks: ({ notificationChannels }, cloud) =>
      notificationChannels.flatMap((channel) => missing(cloud, 'the channel', channel)),
  }),
  'gcp:monitoring/dashboard:Dashboard': resourceType({
    inputs: t.strict({ dashboardJson: DashboardJson }),
    api: 'monitoring.googleapis.com',
    immutable: [],
    make: (_, { project }) => ({ id: `projects/${project}/dashboards/${numberOf('dashboard')}` }),
    lacks: ({ dashboardJson }, cloud) => [
      ...metricsMissing(cloud, dashboardJson),
      ...[...dashboardJson.matchAll(/projects\/[^/"]+\/alertPolicies\/\d+/g)].flatMap(([policy]) =>
        missing(cloud, 'the policy', policy),
      ),
    ],
  }),
  'random:index/randomId:RandomId': resourceType({
    inputs: t.strict({ byteLength: whole, keepers: t.record(t.string, t.string) }),
    immutable: ['byteLength', 'keepers'],
    make: ({ byteLength }) => {
      const hex = randomBytes(byteLength).toString('hex');
      return { id: hex, hex };
    },
  }),
  'random:index/randomPassword:RandomPassword': resourceType({
    inputs: t.strict({ length: whole, special: t.literal(false) }),
    immutable: ['length', 'special'],
    secret: ['result'],
    make: ({ length }, cloud) => ({
      id: `password-${cloud.next('password')}`,
      result: randomBytes(length).toString('hex').slice(0, length),
    }),
  }),
  'docker-build:index:Image': resourceType({
    inputs: t.strict({
      context: t.strict({
        location: text(/^\.\.?(\/|$)/, 'a relative path, as another one differs from machine to machine'),
      }),
      platforms: t.array(t.literal('linux/amd64')),
      tags: t.array(text(/^[a-z0-9-]+-docker\.pkg\.dev\/[\w./-]+:[\w.-]+$/, 'a tag in Artifact Registry')),
      push: t.literal(true),
      buildOnPreview: t.literal(false),
      network: t.string,
      registries: t.tuple([
        t.strict({
          address: t.string,
          username: t.literal('oauth2accesstoken'),
          password: text(/^ya29\./, 'an access token'),
        }),
      ]),
    }),
    immutable: [],
    secret: ['registries'],
    make: ({ context, tags }, { programFolder, pushedImages }) => {
      const contextHash = hashBuildContext(resolve(programFolder, context.location));
      const digest = `sha256:${createHash('sha256')
        .update([contextHash, ...tags].join())
        .digest('hex')}`;
      tags.forEach((tag) => pushedImages.add(`${tag.replace(/:.*/, '')}@${digest}`));
      return { id: digest, digest, contextHash };
    },
    lacks: ({ tags }, cloud) =>
      tags.flatMap((tag) => {
        const [registry = '', project = '', repository = ''] = tag.split('/');
        const location = registry.replace('-docker.pkg.dev', '');
        return missing(cloud, 'the repository', `projects/${project}/locations/${location}/repositories/${repository}`);
      }),
    // https://github.com/pulumi/pulumi-docker-build: a password that changed is no change, the content of the context is one.
    compared: (inputs) => ({ ...inputs, registries: undefined }),
    drifted: ({ contextHash }, { context }, { programFolder }) =>
      contextHash === hashBuildContext(resolve(programFolder, context.location)) ? [] : ['contextHash'],
  }),
};
