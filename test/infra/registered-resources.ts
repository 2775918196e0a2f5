import * as pulumi from '@pulumi/pulumi';
import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';
import { program } from '../../infra/program.ts';
import type { Settings } from '../../infra/read-settings.ts';

type Inputs = Readonly<Record<string, unknown>>;
export type Registered = Readonly<{ type: string; name: string; inputs: Inputs; inPlainText: string }>;
export type Deployment = Readonly<{
  resources: ReadonlyArray<Registered>;
  outputs: Readonly<Record<string, string>>;
  secretOutputs: ReadonlyArray<string>;
}>;

export const plainSettings: Settings = {
  project: 'demo-project',
  region: 'europe-west1',
  pages: '',
  maxInstances: 5,
  retentionDays: 400,
  logLevel: 'info',
  webhookToken: O.none,
  webhookSecret: O.none,
  announcing: O.none,
  alertEmail: O.none,
  notificationChannels: [],
  silenceDays: 30,
};

/** In addition to those: Slack by a bot. */
export const settingsWithSlack = (token = 'xoxb-a-bot-token', rules = {}): Settings => ({
  ...plainSettings,
  announcing: O.some({
    slack: { _tag: 'Bot', token: pulumi.secret(token), channel: 'C0123456789' },
    minImpact: 'none',
    maintenance: 'true',
    components: '',
    routes: '',
    ...rules,
  }),
});

// How Pulumi's protocol marks a secret.
const Secret = t.type({
  '4dabf18193072939515e22adb298388d': t.literal('1b47061264138c4ac30d75fd1eb44270'),
  value: t.unknown,
});

const encrypted = (_: string, value: unknown) => (Secret.is(value) ? '[secret]' : value);

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
      return { writerIdentity: `serviceAccount:writer-of-${name}@mocked` };
    case 'gcp:projects/serviceIdentity:ServiceIdentity':
      return { member: `serviceAccount:agent-of-${name}@mocked` };
    case 'gcp:pubsub/subscription:Subscription':
      return { name: `${name}-mocked` };
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

const valueOf = <A>(output: pulumi.Output<A>) =>
  new Promise<A>((resolve) => {
    output.apply(resolve);
  });

/** What the program registers and returns, providers being mocked. One at a time: Pulumi has one runtime in a process. */
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
  const outputs = await Promise.all(
    Object.entries(program(settings)).map(async ([name, output]) => ({
      name,
      value: await valueOf(output),
      secret: await pulumi.isSecret(output),
    })),
  );
  // Not each resource has to do with an output.
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
  if (resource === undefined || others.length > 0) throw new Error(`there is not exactly one ${type} ${name ?? ''}`);
  return resource;
};
