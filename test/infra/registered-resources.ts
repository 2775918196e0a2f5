import * as pulumi from '@pulumi/pulumi';
import * as O from 'fp-ts/lib/Option.js';
import { createStack } from '../../infra/create-stack.ts';
import type { AnnouncementRules, Settings } from '../../infra/settings/settings.ts';
import { PulumiSecret } from '../helpers/pulumi-secret.ts';

type Inputs = Readonly<Record<string, unknown>>;
type Registered = Readonly<{ type: string; name: string; inputs: Inputs; inPlainText: string }>;
export type Deployment = Readonly<{
  resources: ReadonlyArray<Registered>;
  outputs: Readonly<Record<string, string>>;
  secretOutputs: ReadonlyArray<string>;
}>;

export const plainSettings: Settings = {
  project: 'demo-project',
  region: 'europe-west1',
  pages: O.none,
  polling: O.none,
  board: { members: [], iap: false },
  maxInstances: 5,
  retentionDays: 400,
  keepEvents: true,
  imageRefresh: O.none,
  labels: {},
  readers: [],
  logLevel: 'info',
  logClientAddress: true,
  webhookToken: O.none,
  webhookSecret: O.none,
  slack: O.none,
  targets: [],
  announcementRules: { minImpact: 'none', maintenance: true, components: O.none },
  alertEmail: O.none,
  notificationChannels: [],
  uptimeCheck: true,
  silenceDays: 30,
};

/** The same with pages to poll. */
export const pollingSettings: Settings = {
  ...plainSettings,
  polling: O.some({ pages: 'https://status.openai.com,Stripe=https://www.stripestatus.com', minutes: 5 }),
  silenceDays: 0,
};

/** The same with a Slack bot. */
export const settingsWithSlack = (
  token = 'xoxb-a-bot-token',
  { routes, ...rules }: Partial<AnnouncementRules & Readonly<{ routes: string }>> = {},
): Settings => ({
  ...plainSettings,
  slack: O.some({
    _tag: 'Bot',
    token: pulumi.secret(token),
    channel: O.some('C0123456789'),
    routes: O.fromNullable(routes),
  }),
  announcementRules: { ...plainSettings.announcementRules, ...rules },
});

const encrypted = (_: string, value: unknown) => (PulumiSecret.is(value) ? '[secret]' : value);

const computed = (type: string, name: string): Inputs => {
  switch (type) {
    case 'random:index/randomId:RandomId':
      return { hex: '0a1b2c3d' };
    case 'random:index/randomPassword:RandomPassword':
      return { result: 'a-generated-token' };
    case 'gcp:serviceaccount/account:Account':
      return { email: `${name}@mocked`, member: `serviceAccount:${name}@mocked`, name: `projects/-/${name}` };
    case 'gcp:secretmanager/secret:Secret':
      return { secretId: `${name}-mocked` };
    case 'gcp:secretmanager/secretVersion:SecretVersion':
      return { version: '7' };
    case 'gcp:cloudrunv2/service:Service':
      return { uri: `https://${name}.mocked` };
    case 'gcp:logging/projectSink:ProjectSink':
      return { name: `${name}-mocked`, writerIdentity: `serviceAccount:writer-of-${name}@mocked` };
    case 'gcp:projects/serviceIdentity:ServiceIdentity':
      return { member: `serviceAccount:agent-of-${name}@mocked` };
    case 'gcp:pubsub/subscription:Subscription':
      return { name: `${name}-mocked` };
    case 'gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig':
      return { uptimeCheckId: `${name}-check` };
    case 'gcp:monitoring/alertPolicy:AlertPolicy':
      return { name: `projects/demo-project/alertPolicies/${name}` };
    case 'gcp:monitoring/notificationChannel:NotificationChannel':
      return { name: `projects/demo-project/notificationChannels/${name}` };
    case 'docker-build:index:Image':
      return { digest: `sha256:${'d'.repeat(64)}` };
    default:
      return {};
  }
};

/** As the CLI prints it: what is no text, as JSON. */
const printed = (output: pulumi.Output<unknown>) =>
  new Promise<string>((resolve) => {
    output.apply((value) => {
      resolve(typeof value === 'string' ? value : JSON.stringify(value));
    });
  });

/** What a stack registers and returns with mocked providers. Call it one at a time: Pulumi has one runtime per process. */
export const registeredResources = async (settings: Settings): Promise<Deployment> => {
  const resources: Registered[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }: { type: string; name: string; inputs: Inputs }) => {
        resources.push({ type, name, inputs, inPlainText: JSON.stringify(inputs, encrypted) });
        return { id: `${name}-id`, state: { ...inputs, ...computed(type, name) } };
      },
      call: () => ({ accessToken: 'an-access-token' }),
    },
    'statuswatch',
    'Production',
  );
  // The mocked engine has resources and no hooks.
  Object.assign(pulumi.runtime.getMonitor() ?? {}, {
    registerResourceHook: (_: unknown, reply: (error: null, response: object) => void) => {
      reply(null, {});
    },
  });
  const outputs = await Promise.all(
    Object.entries<pulumi.Output<unknown>>(createStack(settings)).map(async ([name, output]) => ({
      name,
      value: await printed(output),
      secret: await pulumi.isSecret(output),
    })),
  );
  // No output waits for every resource.
  await pulumi.runtime.disconnect();
  return {
    resources,
    outputs: Object.fromEntries(outputs.map(({ name, value }) => [name, value])),
    secretOutputs: outputs.filter(({ secret }) => secret).map(({ name }) => name),
  };
};

export const ofType = ({ resources }: Deployment, type: string) =>
  resources.filter((resource) => resource.type.endsWith(type));

export const only = (deployment: Deployment, type: string, name?: string) => {
  const [resource, ...others] = ofType(deployment, type).filter((found) => name === undefined || found.name === name);
  if (resource === undefined || others.length > 0) throw new Error(`expected exactly one ${type} ${name ?? ''}`);
  return resource;
};

export const inputsOf = <A>(deployment: Deployment, type: string) =>
  ofType(deployment, type).map(({ inputs }) => inputs as A);
