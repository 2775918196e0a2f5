import * as pulumi from '@pulumi/pulumi';
import * as t from 'io-ts';
import { program } from '../../infra/program.ts';
import type { Settings } from '../../infra/read-settings.ts';

type Inputs = Readonly<Record<string, unknown>>;
export type Registered = Readonly<{ type: string; name: string; inputs: Inputs; inPlainText: string }>;
type Deployment = Readonly<{
  resources: ReadonlyArray<Registered>;
  outputs: Readonly<Record<string, string>>;
  secretOutputs: ReadonlyArray<string>;
}>;

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
      return { email: `${name}@mocked`, member: `serviceAccount:${name}@mocked` };
    case 'gcp:secretmanager/secret:Secret':
      return { secretId: `${name}-mocked` };
    case 'gcp:secretmanager/secretVersion:SecretVersion':
      return { version: '7' };
    case 'gcp:cloudrunv2/service:Service':
      return { uri: 'https://receiver.mocked' };
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
  return {
    resources,
    outputs: Object.fromEntries(outputs.map(({ name, value }) => [name, value])),
    secretOutputs: outputs.filter(({ secret }) => secret).map(({ name }) => name),
  };
};
