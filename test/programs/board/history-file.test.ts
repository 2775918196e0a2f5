import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { mainOf, startProgram } from '../../helpers/start-program.ts';

const start = async (t: ExecutionContext, file: string) => {
  const program = startProgram(t, [mainOf('programs/receiver')], { env: { HISTORY_FILE: file } });
  const { message } = await program.logged(/^Listening/);
  const [, board = ''] = /Board: (\S+)\. /.exec(message) ?? [];
  return { program, board, webhook: `${await program.origin()}/webhook/statuspage` };
};

const deliver = async (webhook: string, id: string): Promise<string[]> => {
  const body = JSON.stringify({ incident: { id, name: 'Delays', status: 'investigating' } });
  const response = await fetch(webhook, { method: 'POST', body }).catch(() => undefined);
  return response?.status === 200 ? [id] : [];
};

test('shows every delivery that was acknowledged before the process was killed', async (t) => {
  const directory = await mkdtemp(path.join(tmpdir(), 'statuswatch-board-'));
  t.teardown(() => rm(directory, { recursive: true }));
  const file = path.join(directory, 'history.jsonl');

  const first = await start(t, file);
  const deliveries = Array.from({ length: 300 }, async (_, index) => {
    const acknowledged = await deliver(first.webhook, `incident${index}`);
    if (index === 150) first.program.child.kill('SIGKILL');
    return acknowledged;
  });
  const acknowledged = (await Promise.all(deliveries)).flat();
  await first.program.ended;
  t.true(acknowledged.length > 0);

  const second = await start(t, file);
  const response = await fetch(`${second.board}/api/incidents`);
  const { incidents } = (await response.json()) as Readonly<{ incidents: ReadonlyArray<Readonly<{ id: string }>> }>;
  const shown = new Set(incidents.map(({ id }) => id));
  t.deepEqual(
    acknowledged.filter((id) => !shown.has(id)),
    [],
  );
});
