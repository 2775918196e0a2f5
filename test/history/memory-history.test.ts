import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { memoryHistory } from '../../service/history/memory-history.ts';
import { jsonLine } from '../../service/logging/json-line.ts';
import { operationalEntry } from '../../service/logging/operational-entry.ts';
import { entryAt, incidentVersion, noon } from './helpers/entries.ts';

const start = { since: new Date(0) };

test('reads back what was appended, and nothing else', async (t) => {
  const { append, read } = memoryHistory();
  await append(entryAt(incidentVersion('a', 0), 1))();
  await append(operationalEntry(() => noon)('INFO', 'Listening on port 8000'))();
  t.like(await read(start)(), { right: { length: 1, 0: { _tag: 'Event', via: 'webhook' } } });
});

test('is bounded by the bytes of the entries as JSON', async (t) => {
  const entries = ['a', 'b', 'c'].map((id) => entryAt(incidentVersion(id, 0), 1));
  const bytes = Buffer.byteLength(jsonLine(O.none)(entries[0] ?? entryAt(incidentVersion('a', 0), 1)));
  const { append, read } = memoryHistory(3 * bytes - 1);
  for (const entry of entries) await append(entry)();
  const recorded = await read(start)();
  t.is(E.isRight(recorded) ? recorded.right.length : 0, 2);
});
