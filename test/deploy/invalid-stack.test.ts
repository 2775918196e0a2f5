import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { scratchStack } from './scratch-stack.ts';

test('reports all mistakes in the settings together, before anything is created', async (t) => {
  const stack = await scratchStack();
  t.teardown(stack.remove);
  await stack.configure('gcp:project', 'No Project');
  await stack.configure('statuswatch:maxInstances', 'many');
  await stack.configure('statuswatch:webhookSecret', 'short but known', { secret: true });
  await stack.configure('statuswatch:webhookToken', 'a-token-in-plain-text');
  const { failure = '', operations } = await stack.run('up');
  t.true(
    [
      'gcp:project must be the ID of a Google Cloud project: 6 to 30 lower-case letters, digits and hyphens',
      'statuswatch:maxInstances must be a whole number from 1 to 100',
      'statuswatch:webhookSecret must be a comma-separated list of secrets, each of at least 16 characters',
      'statuswatch:webhookToken must be encrypted: pulumi config set --secret statuswatch:webhookToken',
    ].every((mistake) => failure.includes(mistake)),
    failure,
  );
  t.deepEqual(operations, []);
  t.notRegex(failure + stack.printed(), /short but known|a-token-in-plain-text|at file:/);
});

test('creates nothing while Docker is not running, and previews with a warning', async (t) => {
  const stack = await scratchStack();
  t.teardown(stack.remove);
  stack.runDocker(false);
  await stack.configure('gcp:project', 'demo-project');
  const preview = await stack.run('preview');
  t.is(preview.failure, undefined);
  t.true(preview.steps.length > 40);
  t.regex(stack.printed(), /warning: Docker is not running/);
  const { failure = '', operations } = await stack.run('up');
  t.regex(failure, /error: Docker is not running, and the image is built with it: start Docker/);
  t.deepEqual(operations, []);
  stack.runDocker(true);
  t.is((await stack.run('up')).failure, undefined);
});

test('says in one line which Node.js it needs', async (t) => {
  const stack = await scratchStack({ environment: { NODE_OPTIONS: '--no-experimental-strip-types' } });
  t.teardown(stack.remove);
  await stack.configure('gcp:project', 'demo-project');
  const { failure = '' } = await stack.run('preview');
  t.regex(
    failure,
    /error: Pulumi runs on Node\.js \d+\.\d+\.\d+, which cannot run TypeScript\. Install Node\.js 24, or /,
  );
  t.notRegex(failure, /ERR_UNKNOWN_FILE_EXTENSION|at file:/);
});

test('refuses to preview a resource type that the fake cloud does not know', async (t) => {
  const stack = await scratchStack({
    changeCheckout: (checkout) => {
      writeFileSync(
        join(checkout, 'infra', 'create-stack.ts'),
        `import * as gcp from '@pulumi/gcp';
       export const createStack = () => ({ bucket: new gcp.storage.Bucket('unknown', { location: 'EU' }).name });`,
      );
    },
  });
  t.teardown(stack.remove);
  await stack.configure('gcp:project', 'demo-project');
  const { failure = '' } = await stack.run('preview');
  t.regex(failure, /the fake cloud does not know gcp:storage\/bucket:Bucket/);
});
