import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import test from 'ava';
import { runProgram } from '../helpers/run-program.ts';

const url = 'https://hooks.slack.com/services/T0/B0/secret';

test('says in one line that its port is in use, and ends', async (t) => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  t.teardown(() => server.close());
  const { port } = server.address() as AddressInfo;
  const program = runProgram(t, 'announcer', { SLACK_WEBHOOK_URL: url, PORT: `${port}` });
  t.is(await program.ended(), 1);
  t.deepEqual(
    program.entries.map(({ severity, message }) => [severity, message]),
    [['CRITICAL', `Port ${port} is in use: end what listens there, or set PORT`]],
  );
});

test('stops once, however many signals come', async (t) => {
  const program = runProgram(t, 'announcer', { SLACK_WEBHOOK_URL: url });
  await program.origin();
  program.child.kill('SIGINT');
  program.child.kill('SIGTERM');
  program.child.kill('SIGINT');
  t.is(await program.ended(), 0);
  t.is(program.entries.filter(({ message }) => String(message).startsWith('Stopped: ')).length, 1);
});

test('ends where the log cannot be written to', async (t) => {
  const program = runProgram(t, 'receiver', {});
  const origin = await program.origin();
  program.child.stdout?.destroy();
  const response = await fetch(`${origin}/webhook/statuspage`, {
    method: 'POST',
    body: '{"incident":{"id":"a","name":"b","status":"resolved"}}',
  });
  t.is(response.status, 503);
  t.is(await program.ended(), 1);
});
