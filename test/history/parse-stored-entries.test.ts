import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { parseStoredEntries } from '../../service/history/parse-stored-entries.ts';
import { eventEntry } from '../../service/logging/event-entry.ts';
import { jsonLine } from '../../service/logging/json-line.ts';
import { logEntryOf } from '../helpers/push.ts';
import { component, incident, now } from '../helpers/rehearsed-events.ts';

const line = jsonLine(O.none);
const lineOf = (event: typeof incident | typeof component) =>
  line(eventEntry({ event, violations: [], trace: O.none }, now));

test('reads the lines that the service writes', (t) => {
  const [first, second, ...rest] = parseStoredEntries(`${lineOf(incident)}\n${lineOf(component)}\n`);
  t.like(first, { right: { payload: { event: { kind: 'incident' } }, labels: { provider: 'GitHub' } } });
  t.like(second, { right: { payload: { event: { kind: 'component' } } } });
  t.deepEqual(rest, []);
});

test('reads what gcloud logging read prints, with the same ids and times', (t) => {
  const printed = JSON.stringify([logEntryOf(incident), logEntryOf(component)], null, 2);
  const [first, second] = parseStoredEntries(printed);
  t.like(first, { right: { insertId: String(logEntryOf(incident)['insertId']) } });
  t.like(second, { right: { payload: { severity: 'WARNING', event: { kind: 'component' } } } });
});

test('names the line of what is no entry, and reads the others', (t) => {
  const [first, second, third] = parseStoredEntries(`not JSON\n\n{"no":"entry"}\n${lineOf(incident)}`);
  t.deepEqual(first, E.left({ _tag: 'NotAnEntry', line: 1 }));
  t.deepEqual(second, E.left({ _tag: 'NotAnEntry', line: 3 }));
  t.true(third !== undefined && E.isRight(third));
});
