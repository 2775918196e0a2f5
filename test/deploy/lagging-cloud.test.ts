import test from 'ava';
import { scratchStack } from './scratch-stack.ts';

test('waits until what Google has confirmed takes effect, and not where nothing is created', async (t) => {
  const stack = await scratchStack({ lagInMilliseconds: 1500, delayInSeconds: 2 });
  t.teardown(stack.remove);
  await stack.configure('gcp:project', 'demo-project');
  t.is((await stack.run('up')).failure, undefined);
  await stack.configure('statuswatch:slackWebhookUrl', 'https://hooks.slack.test/services/a/b/c', { secret: true });
  t.is((await stack.run('up')).failure, undefined);
  t.deepEqual((await stack.run('up', { expectNoChanges: true })).steps, []);
});

test('fails where an API takes effect later than the program waits, and creates nothing in Google Cloud', async (t) => {
  const stack = await scratchStack({ lagInMilliseconds: Infinity });
  t.teardown(stack.remove);
  await stack.configure('gcp:project', 'demo-project');
  const { operations } = await stack.run('up');
  t.true(
    operations.every(({ type }) =>
      [
        'gcp:projects/service:Service',
        'random:index/randomId:RandomId',
        'random:index/randomPassword:RandomPassword',
      ].includes(type),
    ),
  );
  t.regex(stack.printed(), /googleapis\.com is not enabled/);
});
