import test from 'ava';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { wellKnownPages } from '../../service/domain/provider.ts';
import { StatusEvent } from '../../service/domain/status-event.ts';
import { eventEntry } from '../../service/logging/event-entry.ts';
import { jsonLine } from '../../service/logging/json-line.ts';
import type { LogEntry } from '../../service/logging/log-entry.ts';
import { decodeDelivery } from '../../service/statuspage/decode-delivery.ts';
import type { Verified } from '../../service/statuspage/verification.ts';
import { deliveries, incidentDeliveries, vendorTime } from '../fixtures/arbitrary-deliveries.ts';
import { decoded, isWithinJsonLimit, tolerated } from '../fixtures/decoded.ts';
import {
  component_update,
  componentDelivery,
  firstUpdate,
  incident,
  incidentDelivery,
  incidentVariants,
  meta,
  page,
  recordedVariants,
  unsubscribeCode,
  uploads,
} from '../fixtures/recorded-variants.ts';

const receivedAt = new Date('2026-05-04T09:31:14.000Z');

const entryOf = (delivery: object, at: Date = receivedAt): LogEntry => {
  const { value, violations } = tolerated(delivery);
  return eventEntry({ event: value, violations, trace: O.none }, at);
};

// As a line has them: without those that are undefined.
const labelsOf = (delivery: object): unknown => JSON.parse(JSON.stringify(entryOf(delivery).labels));

test('is the entry of an incident', (t) => {
  const { insertId, truncatedPayload, ...entry } = entryOf({
    ...incidentDelivery,
    page: { ...page, id: 'kctbh9vrtdwd' },
  });
  t.deepEqual(entry, {
    severity: 'ERROR',
    message: 'GitHub incident "Failing uploads": identified, impact major (Uploads)',
    timestamp: new Date('2026-05-04T09:31:10.220Z'),
    labels: {
      kind: 'incident',
      via: 'webhook',
      backfill: undefined,
      rehearsal: undefined,
      provider: 'GitHub',
      page_id: 'kctbh9vrtdwd',
      incident_id: 'm8cz2r5jw9pf',
      status: 'identified',
      impact: 'major',
    },
    trace: O.none,
    payload: { event: decoded({ ...incidentDelivery, page: { ...page, id: 'kctbh9vrtdwd' } }), delaySeconds: 3.78 },
  });
  t.regex(insertId ?? '', /^[\w-]{43}$/);
  t.is(typeof truncatedPayload, 'function');
});

test('is the entry of a maintenance', (t) => {
  t.like(entryOf(incidentVariants['a scheduled maintenance']), {
    severity: 'NOTICE',
    labels: { kind: 'maintenance', status: 'scheduled', impact: 'maintenance' },
  });
});

test('is the entry of a component change', (t) => {
  const { insertId, truncatedPayload, ...entry } = entryOf(componentDelivery);
  t.deepEqual(entry, {
    severity: 'ERROR',
    message: 'status.example.com component "Uploads": partial_outage → major_outage',
    timestamp: new Date('2026-05-04T09:31:10.380Z'),
    labels: {
      kind: 'component',
      via: 'webhook',
      backfill: undefined,
      rehearsal: undefined,
      provider: 'status.example.com',
      page_id: 'w5hd3kq8m2xz',
      component_id: 'c7nf5x1tq0ab',
      status: 'major_outage',
    },
    trace: O.none,
    payload: { event: decoded(componentDelivery), delaySeconds: 3.62 },
  });
  t.regex(insertId ?? '', /^[\w-]{43}$/);
  t.is(typeof truncatedPayload, 'function');
});

test('labels what was polled, what is history and what was sent to try things out', (t) => {
  const event = decoded({ ...incidentDelivery, meta: { ...meta, rehearsal: true } });
  const { labels } = eventEntry({ event, violations: [], trace: O.none, via: 'poll', isBackfill: true }, receivedAt);
  t.like(labels, { via: 'poll', backfill: 'true', rehearsal: 'true' });
  t.like(labelsOf({ ...incidentDelivery, meta: { ...meta, rehearsal: false } }), { rehearsal: undefined });
});

test('tells in violations what was left out, and has none where nothing was', (t) => {
  t.deepEqual(entryOf({ incident: { ...incident, impact: 5 } }).payload?.['violations'], [
    'incident.impact: expected a string',
  ]);
  t.false('violations' in (entryOf(incidentDelivery).payload ?? {}));
});

test('keeps the trace of the request', (t) => {
  const trace = O.some({ traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), sampled: true });
  t.deepEqual(eventEntry({ event: decoded(incidentDelivery), violations: [], trace }, receivedAt).trace, trace);
});

test('leaves out the labels that are not known', (t) => {
  t.deepEqual(labelsOf({ incident: { id: 'a', name: 'b', status: 'c' } }), {
    kind: 'incident',
    via: 'webhook',
    provider: 'unknown',
    incident_id: 'a',
    status: 'c',
  });
  t.deepEqual(labelsOf({ incident: { id: '\u202E', name: 'b', status: '<br />', impact: '' } }), {
    kind: 'incident',
    via: 'webhook',
    provider: 'unknown',
  });
});

test('keeps labels and the message short, whatever the vendor calls things', (t) => {
  const long = '😀'.repeat(5_000);
  const { labels = {}, message } = entryOf({ page: { id: long }, incident: { ...incident, name: long, status: long } });
  t.is(message.length, 2_000);
  t.true(message.endsWith('…'));
  t.is(labels['status']?.length, 200);
  t.true([message, ...Object.values(labels)].every((text = '') => text.isWellFormed()));
});

const timed = test.macro<[what: string, updatedAt: unknown, timestamp: string]>({
  exec: (t, _, updated_at, timestamp) => {
    for (const delivery of [
      { incident: { ...incident, incident_updates: [], updated_at } },
      { incident: { ...incident, updated_at: null, incident_updates: [{ ...firstUpdate, updated_at }] } },
      { component_update: { ...component_update, created_at: updated_at } },
      { component: { ...uploads, updated_at } },
    ]) {
      t.deepEqual(entryOf(delivery).timestamp, new Date(timestamp));
    }
  },
  title: (_, what, updatedAt, timestamp) =>
    `gives what happened ${what} (${JSON.stringify(updatedAt)}) the time ${timestamp}`,
});

const receipt = receivedAt.toISOString();
test(timed, 'before', '2026-05-04T09:31:10.380Z', '2026-05-04T09:31:10.380Z');
test(timed, 'before, at another offset', '2026-05-04T05:31:10-04:00', '2026-05-04T09:31:10.000Z');
test(timed, '24 hours ago', '2026-05-03T09:31:14.000Z', '2026-05-03T09:31:14.000Z');
test(timed, 'over 24 hours ago', '2026-05-03T09:31:13.999Z', receipt);
test(timed, 'years ago', '2017-08-08T10:45:44.090-04:00', receipt);
test(timed, 'in 60 seconds', '2026-05-04T09:32:14.000Z', '2026-05-04T09:32:14.000Z');
test(timed, 'in over 60 seconds', '2026-05-04T09:32:14.001Z', receipt);
test(timed, 'in years', '2036-05-04T09:31:14Z', receipt);
test(timed, 'at a time that cannot be read', 'just now', receipt);
test(timed, 'at a time without an offset', '2026-05-04T09:31:10', receipt);
test(timed, 'at a number', 1_777_887_070, receipt);
test(timed, 'who knows when', null, receipt);

test('takes the latest edit of the updates before the time of the incident', (t) => {
  const updated = { ...incident, updated_at: '2026-05-04T09:31:13Z' };
  t.deepEqual(entryOf({ incident: updated }).timestamp, new Date('2026-05-04T09:31:10.220Z'));
});

test("takes a component's own time where its update has none", (t) => {
  const undated = { ...component_update, created_at: 'now' };
  t.deepEqual(entryOf({ component: uploads, component_update: undated }).timestamp, new Date(uploads.updated_at));
});

const delay = test.macro<[what: string, updated_at: unknown, seconds: number | undefined]>({
  exec: (t, _, updated_at, seconds) => {
    const { payload } = entryOf({ incident: { ...incident, incident_updates: [], updated_at } });
    t.is(payload?.['delaySeconds'], seconds);
  },
  title: (_, what) => `tells the delay of what happened ${what}`,
});
test(delay, 'before', '2026-05-04T09:31:10.380Z', 3.62);
test(delay, '24 hours ago', '2026-05-03T09:31:14.000Z', 86_400);
test(delay, 'over 24 hours ago, which has none', '2026-05-03T09:31:13.999Z', undefined);
test(delay, 'a little in the future, which has none to speak of', '2026-05-04T09:32:14.000Z', 0);
test(delay, 'who knows when, which has none', null, undefined);

const proofs: ReadonlyArray<Verified['by']> = ['signature', 'token', 'nothing'];

test('gives every redelivery the same insertId, whenever and however it is proven', (t) => {
  t.notThrows(() => {
    fc.assert(
      fc.property(
        fc.oneof(deliveries, fc.constantFrom(...Object.values(recordedVariants))),
        fc.constantFrom(...proofs),
        fc.option(vendorTime, { nil: undefined }),
        fc.date({ noInvalidDate: true }),
        (delivery, by, generated_at, later) => {
          const again = Buffer.from(JSON.stringify({ ...delivery, meta: { ...meta, generated_at } }));
          const redelivered = decodeDelivery(wellKnownPages)(again, { by });
          return (
            E.isRight(redelivered) &&
            eventEntry({ event: redelivered.right.value, violations: [], trace: O.none }, later).insertId ===
              entryOf(delivery).insertId
          );
        },
      ),
    );
  });
});

test('gives an edit of any update another insertId', (t) => {
  t.notThrows(() => {
    fc.assert(
      fc.property(
        incidentDeliveries,
        fc.array(vendorTime, { minLength: 1, maxLength: 5 }),
        fc.nat(),
        (delivery, times, chosen) => {
          const updates = times.map((updated_at, index) => ({ ...firstUpdate, id: `u${index}`, updated_at }));
          const edited = updates.map((update, index) =>
            index === chosen % updates.length
              ? { ...update, body: 'Edited.', updated_at: '2035-06-01T00:00:00Z' }
              : update,
          );
          const withUpdates = (incident_updates: ReadonlyArray<object>) =>
            entryOf({ ...delivery, incident: { ...delivery.incident, incident_updates } }).insertId;
          return withUpdates(updates) !== withUpdates(edited);
        },
      ),
    );
  });
});

test('gives a version the same insertId in whatever shape it comes, and another kind another', (t) => {
  const shapes = ['an incident with its history', 'no meta', 'the newest update last'] as const;
  t.is(new Set(shapes.map((shape) => entryOf(incidentVariants[shape]).insertId)).size, 1);
  t.not(entryOf(incidentDelivery).insertId, entryOf(componentDelivery).insertId);
});

test('puts no line break or control character into the message, the labels and the line, whatever the delivery', (t) => {
  const lineOf = jsonLine(O.some('project'));
  t.notThrows(() => {
    fc.assert(
      fc.property(deliveries, (delivery) => {
        const entry = entryOf(delivery);
        const line = lineOf(entry).replace(/\n$/, '');
        return [entry.message, line, ...Object.values(entry.labels ?? {})].every(
          (text = 'left out') =>
            text !== '' && text.isWellFormed() && !/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u.test(text),
        );
      }),
      { numRuns: 500 },
    );
  });
});

test('never shows the code of an unsubscribe link, whatever the delivery', (t) => {
  t.notThrows(() => {
    fc.assert(
      fc.property(deliveries, (delivery) => !JSON.stringify(entryOf(delivery)).includes(unsubscribeCode)),
      { numRuns: 500 },
    );
  });
});

// Each takes another number of bytes, as text or escaped as JSON, or as an entity.
const filling = fc.constantFrom(
  'a',
  '"',
  '\\',
  'é',
  '中',
  '😀',
  '\uD83D',
  '\n',
  '\u2028',
  '\u007F',
  '&lt;',
  '<b>',
  'a ',
);

const hugeIncidents = fc
  .record({
    character: filling,
    updates: fc.constantFrom(0, 1, 2, 300, 2_000),
    bodyLength: fc.constantFrom(0, 50, 1_000, 150_000),
    affected: fc.constantFrom(0, 3, 1_500),
    components: fc.constantFrom(0, 3, 2_000),
    nameLength: fc.constantFrom(1, 70, 10_000),
  })
  .filter(({ updates, bodyLength, affected }) => updates * (bodyLength + 60 * affected) < 600_000)
  .map(({ character, updates, bodyLength, affected, components, nameLength }) => {
    const name = `n${character.repeat(nameLength)}`;
    return {
      meta: { unsubscribe: `http://${'h'.repeat(nameLength)}.example/` },
      page: { id: name, status_indicator: name, status_description: name },
      incident: {
        ...incident,
        name,
        status: name,
        impact: name,
        shortlink: name,
        components: Array.from({ length: components }, (_, index) => ({ id: `c${index}`, name: name.slice(0, 900) })),
        incident_updates: Array.from({ length: updates }, (_, index) => ({
          id: `u${index}`,
          status: name.slice(0, 500),
          body: character.repeat(bodyLength),
          created_at: new Date(Date.parse('2026-05-04T09:00:00Z') + index * 1_000).toISOString(),
          affected_components: Array.from({ length: affected }, (__, at) => ({
            code: `c${at}`,
            new_status: character,
          })),
        })),
      },
    };
  })
  .filter(isWithinJsonLimit);

const hugeComponents = fc
  .tuple(filling, fc.constantFrom(1, 10_000, 300_000))
  .map(([character, length]) => ({
    component: {
      id: `i${character.repeat(length)}`,
      name: character.repeat(length),
      description: character.repeat(length),
    },
    component_update: { new_status: `s${character.repeat(length)}`, old_status: character.repeat(length) },
  }))
  .filter(isWithinJsonLimit);

test('is a line below 200 kB that an event can be read from again, however much was sent', (t) => {
  const lineOf = jsonLine(O.some('project'));
  fc.assert(
    fc.property(
      fc.oneof({ weight: 4, arbitrary: hugeIncidents }, { weight: 1, arbitrary: hugeComponents }),
      (delivery) => {
        const line = lineOf(entryOf(delivery));
        const { event } = JSON.parse(line) as Readonly<{ event: unknown }>;
        t.true(Buffer.byteLength(line) < 200_000);
        t.true(E.isRight(StatusEvent.decode(event)));
      },
    ),
    { numRuns: 40 },
  );
});

test('counts in truncated what it had to cut, and has no such field where nothing was', (t) => {
  const incident_updates = Array.from({ length: 100 }, (_, index) => ({
    ...firstUpdate,
    id: `u${index}`,
    body: 'x'.repeat(5_000),
  }));
  const lineOf = jsonLine(O.none);
  const { event, truncated } = JSON.parse(
    lineOf(entryOf({ incident: { ...incident, incident_updates } })),
  ) as Readonly<{
    event: Readonly<{ updates: ReadonlyArray<object> }>;
    truncated: unknown;
  }>;
  t.true(event.updates.length > 30);
  t.deepEqual(truncated, { updates: 100 - event.updates.length, components: 0, texts: 0 });
  t.false(lineOf(entryOf(incidentDelivery)).includes('truncated'));
  const whole = { incident: { ...incident, incident_updates: incident_updates.slice(0, 34) } };
  t.false(lineOf(entryOf(whole)).includes('truncated'));
});
