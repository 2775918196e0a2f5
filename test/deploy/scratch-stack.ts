import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { EngineEvent } from '@pulumi/pulumi/automation/index.js';
import { fullyQualifiedStackName, LocalWorkspace } from '@pulumi/pulumi/automation/index.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';
import { fakeCloud } from './fake-cloud.ts';
import { serveFakeProviders } from './serve-fake-providers.ts';

const root = join(import.meta.dirname, '..', '..');
const parts = [
  'Pulumi.yaml',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'infra',
  'service',
  'Dockerfile',
  '.dockerignore',
];

const StackState = t.type({
  resources: t.array(
    t.intersection([t.type({ urn: t.string }), t.partial({ parent: t.string, dependencies: t.array(t.string) })]),
  ),
});

const nameOf = (urn: string) => {
  const [, , types = '', name = ''] = urn.split('::');
  return `${types.split(':').at(-1) ?? ''} ${name}`;
};

/** What Pulumi creates before a resource, however fast the cloud is: the dependencies of it and of its parents, and theirs in turn. */
const createdBefore = (state: t.TypeOf<typeof StackState>, name: string) => {
  const links = new Map(
    state.resources.map(({ urn, parent, dependencies = [] }) => [
      urn,
      [...(parent === undefined ? [] : [parent]), ...dependencies],
    ]),
  );
  const reached = new Set<string>();
  const visit = (urn: string) => {
    if (reached.has(urn)) return;
    reached.add(urn);
    links.get(urn)?.forEach(visit);
  };
  [...links.keys()].filter((urn) => nameOf(urn) === name).forEach((urn) => links.get(urn)?.forEach(visit));
  return [...reached].map(nameOf);
};

/** What an operation did to each resource, such as `update Service receiver`. */
const stepsIn = (events: ReadonlyArray<EngineEvent>) =>
  events.flatMap(({ resourcePreEvent }) => {
    const { op = 'same', type = '', urn = '' } = resourcePreEvent?.metadata ?? {};
    return op === 'same' || type.startsWith('pulumi:') || type.startsWith('statuswatch:')
      ? []
      : [`${op} ${nameOf(urn)}`];
  });

const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

type Options = Readonly<{
  changeCheckout?: (folder: string) => void;
  /** How long the program waits for what it creates to become effective. */
  delayInSeconds?: number;
  /** How long the fake cloud takes. */
  lagInMilliseconds?: number;
  environment?: Readonly<Record<string, string>>;
}>;

/** A client of Docker that finds it running for as long as a file is there. */
const writeFakeDocker = (folder: string, runningFile: string) => {
  mkdirSync(folder);
  const path = join(folder, 'docker');
  writeFileSync(path, `#!/bin/sh\n[ -e '${runningFile}' ] && echo 29.0.0\n`);
  chmodSync(path, 0o755);
};

/** The delays with another duration, under the same names. */
const withDelays = (source: string, seconds: number) => source.replaceAll(/^( {2}\w+): \d+,$/gm, `$1: ${seconds},`);

/**
 * A stack of a copy of this checkout, run by the Pulumi CLI on PATH against a fake cloud.
 * Everything it writes is in one folder, and nothing leaves the machine.
 */
export const scratchStack = async ({
  changeCheckout = () => undefined,
  delayInSeconds = 0,
  lagInMilliseconds = 0,
  environment = {},
}: Options = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'statuswatch-'));
  const checkout = join(folder, 'checkout');
  const state = join(folder, 'state');
  mkdirSync(state);
  parts
    .filter((part) => existsSync(join(root, part)))
    .forEach((part) => {
      cpSync(join(root, part), join(checkout, part), { recursive: true });
    });
  symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'));
  const delays = join(checkout, 'infra', 'propagation-delays.ts');
  writeFileSync(delays, withDelays(readFileSync(delays, 'utf8'), delayInSeconds));
  changeCheckout(checkout);
  const tools = join(folder, 'tools');
  const dockerRuns = join(folder, 'docker-runs');
  writeFakeDocker(tools, dockerRuns);
  writeFileSync(dockerRuns, '');

  const cloud = fakeCloud('demo-project', join(checkout, 'infra'), { lagInMilliseconds });
  const providers = await serveFakeProviders(cloud);
  const printed: string[] = [];

  const stack = await LocalWorkspace.createOrSelectStack(
    { stackName: fullyQualifiedStackName('organization', 'statuswatch', 'test'), workDir: checkout },
    {
      pulumiHome: join(folder, 'home'),
      envVars: {
        PULUMI_BACKEND_URL: `file://${state}`,
        PULUMI_CONFIG_PASSPHRASE: 'worthless',
        PULUMI_DEBUG_PROVIDERS: ['gcp', 'random', 'docker-build'].map((name) => `${name}:${providers.port}`).join(),
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
        PULUMI_SKIP_UPDATE_CHECK: 'true',
        // Any request that would leave the machine fails at once.
        HTTPS_PROXY: 'http://127.0.0.1:9',
        NO_PROXY: '127.0.0.1',
        PATH: [tools, process.env['PATH']].join(delimiter),
        ...environment,
      },
    },
  );

  const run = async (
    kind: 'preview' | 'up' | 'refresh' | 'destroy',
    options: Readonly<{ expectNoChanges?: boolean }> = {},
  ) => {
    const events: EngineEvent[] = [];
    const operation = {
      ...options,
      color: 'never' as const,
      onOutput: (text: string) => printed.push(text),
      onError: (text: string) => printed.push(text),
      onEvent: (event: EngineEvent) => events.push(event),
    };
    const operationsBefore = cloud.operations.length;
    const operate = () => {
      switch (kind) {
        case 'preview':
          return stack.preview({ ...operation, diff: true });
        case 'up':
          return stack.up({ ...operation, diff: true });
        case 'refresh':
          return stack.refresh(operation);
        case 'destroy':
          return stack.destroy(operation);
      }
    };
    const failure = await operate().then(
      () => undefined,
      (error: unknown) => String(error),
    );
    return { failure, steps: stepsIn(events), operations: cloud.operations.slice(operationsBefore) };
  };

  return {
    cloud,
    checkout,
    accessTokens: providers.accessTokens,
    warnings: providers.warnings,
    runDocker: (isRunning: boolean) => {
      cloud.docker.isRunning = isRunning;
      if (isRunning) writeFileSync(dockerRuns, '');
      else rmSync(dockerRuns, { force: true });
    },
    run,
    configure: (name: string, value: string, { secret = false } = {}) => stack.setConfig(name, { value, secret }),
    outputs: () => stack.outputs(),
    createdBefore: async (name: string) => {
      const exported = await stack.exportStack();
      return pipe(
        StackState.decode(exported.deployment),
        E.match(
          () => [],
          (state) => createdBefore(state, name),
        ),
      );
    },
    printed: () => printed.join('\n'),
    /** Everything the CLI has written: the state with its history and backups, configuration, logs. */
    written: () =>
      [state, join(folder, 'home'), join(checkout, 'Pulumi.test.yaml')]
        .flatMap((path) => (statSync(path).isDirectory() ? filesBelow(path) : [path]))
        .map((file) => readFileSync(file, 'utf8'))
        .join('\n'),
    remove: () => {
      providers.close();
      rmSync(folder, { recursive: true });
    },
  };
};
