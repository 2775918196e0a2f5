import test from 'ava';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { deliveryOfEntry } from '../../../service/cli/replay/delivery-of-entry.ts';
import type { StatusEvent } from '../../../service/domain/status-event.ts';
import { parseStoredEntries } from '../../../service/history/parse-stored-entries.ts';
import type { StoredEntry } from '../../../service/history/to-recorded.ts';
import { eventEntry } from '../../../service/logging/event-entry.ts';
import { jsonLine } from '../../../service/logging/json-line.ts';
import type { LogEntry } from '../../../service/logging/log-entry.ts';
import type { ReceivedEvent } from '../../../service/logging/received-event.ts';
import { unrecognisedEntry } from '../../../service/logging/unrecognised-entry.ts';
import { deliveries } from '../../fixtures/arbitrary-deliveries.ts';
import { decoded } from '../../fixtures/decoded.ts';
import { incident, now } from '../../helpers/rehearsed-events.ts';

const lineOf = jsonLine(O.none);

const stored = (entry: LogEntry): StoredEntry => {
  const [first] = parseStoredEntries(lineOf(entry));
  if (first === undefined || E.isLeft(first)) throw new Error('it is no entry');
  return first.right;
};

const recorded = (event: StatusEvent, how: Partial<ReceivedEvent> = {}): StoredEntry =>
  stored(eventEntry({ event, violations: [], trace: O.none, ...how }, now));

const replayed = (entry: StoredEntry): string => {
  const delivery = deliveryOfEntry(entry);
  if (E.isLeft(delivery)) throw new Error(delivery.left._tag);
  return String(delivery.right.body);
};

// A page never sends an id or a name that is nothing but markup; a delivery of one could not be accepted again.
const isComplete = (event: StatusEvent): boolean =>
  (event.kind === 'component'
    ? [event.component.id, event.component.newStatus, event.page.id, event.update.id]
    : [event.incident.id, event.incident.name, event.incident.status, event.page.id, event.updates[0]?.id]
  ).every((text) => text !== '');

test('an event that was recorded, replayed and recorded has the same insertId, and one that was shortened says so', (t) => {
  t.notThrows(() => {
    fc.assert(
      fc.property(deliveries, fc.constantFrom('webhook', 'poll'), (delivery, via) => {
        const event = decoded(delivery);
        fc.pre(isComplete(event));
        const entry = recorded(event, { via });
        if (entry.payload['truncated'] === undefined) {
          t.is(recorded(decoded(JSON.parse(replayed(entry)))).insertId, entry.insertId);
        } else {
          t.like(deliveryOfEntry(entry), { left: { _tag: 'Shortened' } });
        }
      }),
    );
  });
});

test('says that an entry was shortened', (t) => {
  const updates = Array.from({ length: 60 }).flatMap(() =>
    incident.updates.map((update) => ({ ...update, body: 'x'.repeat(5_000) })),
  );
  t.like(deliveryOfEntry(recorded({ ...incident, updates })), {
    left: { _tag: 'Shortened', message: recorded(incident).payload['message'] },
  });
});

const unrecognised = (body: string): LogEntry =>
  unrecognisedEntry({ body: Buffer.from(body), violations: ['incident: expected one'], trace: O.none }, now);

test('gives an unrecognised delivery back as it was kept', (t) => {
  const entry = stored(unrecognised('{"of":"another format","text":"<b>\\u0007"}'));
  t.is(replayed(entry), '{"of":"another format","text":"<b>\\u0007"}');
  t.is(stored(unrecognised(replayed(entry))).payload['rawBody'], entry.payload['rawBody']);
});

test('says that an unrecognised delivery was shortened', (t) => {
  const entry = stored(unrecognised(JSON.stringify({ text: 'x'.repeat(200_000) })));
  t.like(deliveryOfEntry(entry), { left: { _tag: 'Shortened' } });
});

test('makes no delivery of an entry that is about something else', (t) => {
  const started: LogEntry = { severity: 'INFO', message: 'Listening', timestamp: now, trace: O.none };
  t.deepEqual(deliveryOfEntry(stored(started)), E.left({ _tag: 'NoDelivery' }));
});

test('says that an event cannot be read', (t) => {
  const entry = recorded(incident);
  t.like(deliveryOfEntry({ ...entry, payload: { ...entry.payload, event: { kind: 'party' } } }), {
    left: { _tag: 'Unreadable', timestamp: entry.timestamp },
  });
});
