import test from 'ava';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { StatusEvent } from '../../service/domain/status-event.ts';
import { type TruncatedEvent, truncateEvent } from '../../service/logging/truncate-event.ts';
import { decoded, isWithinJsonLimit } from '../fixtures/decoded.ts';
import { firstUpdate, incident, recordedVariants, uploads } from '../fixtures/recorded-variants.ts';

const mostBytes = 180_000;

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

type Counted = Readonly<{ updates: number; components: number; texts: number }>;
const nothing: Counted = { updates: 0, components: 0, texts: 0 };

const sum = (counts: ReadonlyArray<Counted>): Counted =>
  counts.reduce(
    (left, right) => ({
      updates: left.updates + right.updates,
      components: left.components + right.components,
      texts: left.texts + right.texts,
    }),
    nothing,
  );

/** What is missing in a shortened value; what is there must be the beginning of what was. */
const missing = (whole: unknown, short: unknown, name = ''): Counted => {
  if (typeof whole === 'string') {
    if (whole !== short && !(typeof short === 'string' && short.endsWith('…') && short.length < whole.length)) {
      throw new Error(`${name} is another text`);
    }
    return whole === short ? nothing : { ...nothing, texts: 1 };
  }
  if (Array.isArray(whole) && Array.isArray(short)) {
    const rest = whole.length - short.length;
    return sum([
      { ...nothing, [name === 'updates' ? 'updates' : 'components']: rest },
      ...short.map((element: unknown, index) => missing(whole[index], element)),
    ]);
  }
  return typeof whole === 'object' && whole !== null
    ? sum(
        Object.entries(whole).map(([key, value]) =>
          missing(value, (short as Readonly<Record<string, unknown>>)[key], key),
        ),
      )
    : nothing;
};

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('leaves an event of ordinary size as it is', (t) => {
  for (const delivery of Object.values(recordedVariants)) {
    const event = decoded(delivery);
    t.deepEqual<unknown, unknown>(truncateEvent(event), { event, truncated: nothing });
  }
});

const update = (index: number, body: string) => ({ ...firstUpdate, id: `u${index}`, created_at: null, body });
const updatesOf = ({ event }: TruncatedEvent): ReadonlyArray<Readonly<{ id: string; body: string }>> =>
  (event as Readonly<{ updates: ReadonlyArray<Readonly<{ id: string; body: string }>> }>).updates;

test('cuts nothing of what just fits', (t) => {
  const withBody = (length: number) =>
    decoded({ incident: { ...incident, incident_updates: [update(0, 'x'.repeat(length))] } });
  const room = mostBytes - bytesOf(withBody(0));
  t.deepEqual(truncateEvent(withBody(room)).truncated, nothing);
  t.deepEqual(truncateEvent(withBody(room + 1)).truncated, { updates: 0, components: 0, texts: 1 });
});

test('drops the oldest updates first, only as many as it must, and leaves the texts of the others whole', (t) => {
  const updates = Array.from({ length: 40 }, (_, index) => update(index, `${index}`.padEnd(10_000, 'x')));
  const shortened = truncateEvent(decoded({ incident: { ...incident, incident_updates: updates } }));
  t.deepEqual(
    updatesOf(shortened).map(({ id }) => id),
    Array.from({ length: 17 }, (_, index) => `u${index}`),
  );
  t.true(updatesOf(shortened).every(({ body }) => body.length === 10_000));
  t.deepEqual(shortened.truncated, { updates: 23, components: 0, texts: 0 });
});

test('keeps the newest update, wherever it stood in the list, and cuts its longest text', (t) => {
  const newest = { ...update(0, 'y'.repeat(400_000)), created_at: '2026-05-05T00:00:00Z' };
  const incident_updates = [update(1, 'x'), update(2, 'x'), newest];
  const shortened = truncateEvent(decoded({ incident: { ...incident, incident_updates } }));
  t.deepEqual(
    updatesOf(shortened).map(({ id, body }) => [id, body]),
    [['u0', `${'y'.repeat(20_000)}…`]],
  );
  t.deepEqual(shortened.truncated, { updates: 2, components: 0, texts: 1 });
});

test('cuts lists of components, and counts what is left out of each', (t) => {
  const components = Array.from({ length: 3_000 }, (_, index) => ({
    id: `c${index}`,
    name: `Component ${index}`,
    status: 'operational',
  }));
  const event = decoded({ incident: { ...incident, components, incident_updates: [] } });
  const shortened = truncateEvent(event);
  t.deepEqual(shortened.truncated, { updates: 0, components: 2_000, texts: 0 });
  t.like(shortened.event, { components: { length: 1_000, 0: { id: 'c0' } } });
});

test('cuts further where long texts stand in long lists', (t) => {
  const name = '中'.repeat(1_000);
  const components = Array.from({ length: 100 }, () => ({ id: 'a', name, status: name }));
  const shortened = truncateEvent(decoded({ incident: { ...incident, components, incident_updates: [] } }));
  t.deepEqual(shortened.truncated, { updates: 0, components: 60, texts: 80 });
  t.like(shortened.event, { components: { 0: { id: 'a', name: `${name.slice(0, 60)}…` } } });
});

test('cuts the texts of a component change', (t) => {
  const event = decoded({ component: { ...uploads, description: 'é'.repeat(100_000) } });
  t.deepEqual(truncateEvent(event).truncated, { updates: 0, components: 0, texts: 1 });
});

test('never cuts a character in two', (t) => {
  const event = decoded({ component: { ...uploads, description: `a${'😀'.repeat(100_000)}` } });
  t.true(
    (
      truncateEvent(event).event as Readonly<{ component: { description: string } }>
    ).component.description.isWellFormed(),
  );
});

const huge = fc
  .record({
    character: fc.constantFrom('a', '"', '\\', '中', '😀'),
    updates: fc.constantFrom(1, 2, 40, 1_200),
    bodyLength: fc.constantFrom(1, 100, 3_000, 100_000),
    affected: fc.constantFrom(0, 5, 1_200),
    components: fc.constantFrom(0, 5, 150, 1_200),
    nameLength: fc.constantFrom(1, 100, 2_000, 40_000),
  })
  .filter(
    ({ updates, bodyLength, affected, components, nameLength }) =>
      updates * bodyLength < 400_000 &&
      updates * affected < 2_000 &&
      (components + updates * affected) * nameLength < 400_000,
  )
  .map(({ character, updates, bodyLength, affected, components, nameLength }) => {
    const name = character.repeat(nameLength);
    return {
      page: { id: name, status_description: name },
      incident: {
        ...incident,
        name,
        impact: name,
        components: Array.from({ length: components }, (_, index) => ({ id: `c${index}`, name, status: name })),
        incident_updates: Array.from({ length: updates }, (_, index) => ({
          ...update(index, character.repeat(bodyLength)),
          affected_components: Array.from({ length: affected }, (__, at) => ({ code: `a${at}`, name })),
        })),
      },
    };
  })
  .filter(isWithinJsonLimit)
  .map(decoded);

test('keeps any event below 180 kB of JSON, with its newest update, and counts exactly what is missing', (t) => {
  fc.assert(
    fc.property(huge, (event) => {
      const shortened = truncateEvent(event);
      t.true(bytesOf(shortened.event) <= mostBytes);
      t.is(updatesOf(shortened)[0]?.id, 'u0');
      t.deepEqual(missing(asJson(event), asJson(shortened.event)), shortened.truncated);
      t.true(E.isRight(StatusEvent.decode(asJson(shortened.event))));
    }),
    { numRuns: 40 },
  );
});
