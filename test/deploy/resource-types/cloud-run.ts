import { createHash } from 'node:crypto';
import * as t from 'io-ts';
import { duration, labels, member, oneOf, refined, region, text, whole } from './codecs.ts';
import { type Cloud, decoded, isGranted, missing, type Properties, resourceType } from './resource-type.ts';
import { secretId } from './secret-manager.ts';

const Probe = refined(
  t.strict({
    httpGet: t.strict({ path: text(/^\//, 'a path') }),
    periodSeconds: whole,
    timeoutSeconds: whole,
    failureThreshold: whole,
  }),
  ({ timeoutSeconds, periodSeconds }) => timeoutSeconds <= periodSeconds,
  'a probe with one handler whose timeout is no longer than its period',
);

const Variable = refined(
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
  iapEnabled: t.union([t.undefined, t.boolean]),
  name: text(/^[a-z][a-z0-9-]{0,48}$/, 'a name of at most 49 lower-case letters, digits and hyphens'),
  location: region,
  labels,
  ingress: oneOf('INGRESS_TRAFFIC_ALL', 'INGRESS_TRAFFIC_INTERNAL_ONLY', 'INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER'),
  invokerIamDisabled: t.boolean,
  deletionProtection: t.literal(false, 'false, as destroy fails otherwise'),
  // For the whole service, as each revision may use its own maximum during a rollout: https://cloud.google.com/run/docs/configuring/max-instances
  scaling: t.strict({ maxInstanceCount: whole }),
  traffics: t.tuple([t.strict({ type: t.literal('TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST'), percent: t.literal(100) })]),
  template: t.strict({
    labels,
    serviceAccount: t.string,
    executionEnvironment: oneOf('EXECUTION_ENVIRONMENT_GEN1', 'EXECUTION_ENVIRONMENT_GEN2'),
    timeout: duration,
    maxInstanceRequestConcurrency: refined(
      whole,
      (value) => value >= 1 && value <= 1000,
      'a whole number from 1 to 1000',
    ),
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

const secretReferences = ({ template }: CloudRunService) =>
  template.containers[0].envs.flatMap(({ valueSource }) =>
    valueSource === undefined ? [] : [valueSource.secretKeyRef],
  );

const accessor = 'roles/secretmanager.secretAccessor';

const isReader = (cloud: Cloud, secret: string, email: string) =>
  cloud.isEffective(`${secretId(cloud, secret)}/${accessor}`) &&
  isGranted(
    cloud,
    'gcp:secretmanager/secretIamBinding:SecretIamBinding',
    { secretId: secret },
    accessor,
    `serviceAccount:${email}`,
  );

/** The environment of the containers of a Cloud Run service, its secrets resolved: what a process that stands for a revision is to be given. */
export const environmentOf = (inputs: Properties, cloud: Cloud): Readonly<Record<string, string>> =>
  Object.fromEntries(
    decoded(CloudRunService, inputs).template.containers[0].envs.map(({ name, value, valueSource }) => {
      if (valueSource === undefined) return [name, value ?? ''];
      const { secret, version } = valueSource.secretKeyRef;
      return [name, String(cloud.find(`${secretId(cloud, secret)}/versions/${version}`)?.inputs['secretData'])];
    }),
  );

export const cloudRunTypes = {
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
};
