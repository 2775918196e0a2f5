import { createHash } from 'node:crypto';
import test from 'ava';
import fc from 'fast-check';
import * as O from 'fp-ts/lib/Option.js';
import { jsonLine } from '../../service/logging/json-line.ts';
import type { LogEntry } from '../../service/logging/log-entry.ts';
import { unrecognisedEntry } from '../../service/logging/unrecognised-entry.ts';
import { meta, page, unsubscribeCode } from '../fixtures/recorded-variants.ts';

const receivedAt = new Date('2026-05-04T09:31:14.000Z');
const violations = ['expected an incident, or a component_update with its component'] as const;

const entryOf = (body: string): LogEntry =>
  unrecognisedEntry({ body: Buffer.from(body), violations, trace: O.none }, receivedAt);
const rawBodyOf = (body: string): string => String(entryOf(body).payload?.['rawBody']);

test('keeps the body, with what was expected', (t) => {
  const body = '{"maintenance": {"id":"a", "name":"Größe\\n\\"x\\""}}';
  t.deepEqual(entryOf(body), {
    severity: 'WARNING',
    message: 'A genuine delivery was not recognised; its body is kept in rawBody',
    timestamp: receivedAt,
    trace: O.none,
    payload: { rawBody: '{"maintenance":{"id":"a","name":"Größe\\n\\"x\\""}}', violations },
  });
});

test('keeps the trace of the request', (t) => {
  const trace = O.some({ traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), sampled: true });
  t.deepEqual(unrecognisedEntry({ body: Buffer.from('{}'), violations, trace }, receivedAt).trace, trace);
});

test('cuts a long body, and counts the bytes that are missing', (t) => {
  const body = JSON.stringify({ a: 'x'.repeat(200_000) });
  const { payload = {} } = entryOf(body);
  t.is(payload['rawBody'], body.slice(0, 150_000));
  t.deepEqual(payload['truncated'], { bytes: body.length - 150_000 });
  t.false('truncated' in (entryOf(JSON.stringify({ a: 'x'.repeat(149_992) })).payload ?? {}));
});

const escapedFully = (text: string): string =>
  Array.from({ length: text.length }, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');

const unescaped = (json: string): string =>
  json.replace(/\\u([\da-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

const hides = test.macro<[how: string, body: string]>({
  exec: (t, _, body) => {
    t.true(unescaped(decodeURIComponent(body)).includes(unsubscribeCode));
    t.false(unescaped(rawBodyOf(body)).includes(unsubscribeCode));
  },
  title: (_, how) => `hides the code of an unsubscribe link ${how}`,
});

const link = meta.unsubscribe;
test(hides, 'in meta', JSON.stringify({ meta, page }));
test(hides, 'in meta, written with white space', JSON.stringify({ meta, page }, null, 2));
test(hides, 'in a text', JSON.stringify({ notice: `<a href="${link}">Unsubscribe</a>` }));
test(hides, 'in JSON within JSON', JSON.stringify({ payload: JSON.stringify({ meta }) }));
test(hides, 'with escaped slashes', JSON.stringify({ meta }).replaceAll('/', '\\/'));
test(hides, 'with an escaped equals sign', JSON.stringify({ meta: { link } }).replaceAll('=', '\\u003d'));
test(hides, 'with an escaped equals sign in upper case', JSON.stringify({ meta: { link } }).replaceAll('=', '\\u003D'));
test(hides, 'percent-encoded', JSON.stringify({ next: `/?to=${encodeURIComponent(link)}` }));
test(hides, 'of another name', JSON.stringify({ unsubscribe_url: `http://status.example.com/u/${unsubscribeCode}` }));
test(hides, 'of which all is escaped', `{"link":"${escapedFully(link)}"}`);
test(hides, 'of which the code is escaped', `{"link":"?unsubscribe=${escapedFully(unsubscribeCode)}"}`);
test(hides, 'of which half the code is escaped', `{"link":"?unsubscribe=k3tq${escapedFully('z81xw7nd')}"}`);
test(hides, 'of a field whose name is escaped', `{"${escapedFully('unsubscribe')}":"/u/${unsubscribeCode}"}`);
test(hides, 'at the place where the body is cut', `{"a":"${'x'.repeat(29_960)}?unsubscribe=${unsubscribeCode}"}`);

test('keeps the host of an unsubscribe link, which says which page sent it', (t) => {
  const keeps = (unsubscribe: string): unknown => JSON.parse(rawBodyOf(JSON.stringify({ meta: { unsubscribe } })));
  t.deepEqual(keeps(link), { meta: { unsubscribe: `${new URL(link).origin}/…` } });
  t.deepEqual(keeps('https://code@status.example.com/s'), { meta: { unsubscribe: '…' } });
  t.deepEqual(keeps('code'), { meta: { unsubscribe: '…' } });
});

test('stays the same JSON, however the body escapes its texts', (t) => {
  const character = fc
    .tuple(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), fc.boolean())
    .map(([text, isEscaped]) => (isEscaped ? escapedFully(text) : JSON.stringify(text).slice(1, -1)));
  const escapes = fc.constantFrom(
    '\\/',
    '\\\\u0041',
    '\\"',
    '\\u0022',
    '\\u005c',
    '\\u005C',
    '\\u0000',
    '\\ud83d',
    'u0041',
  );
  t.notThrows(() => {
    fc.assert(
      fc.property(fc.array(fc.oneof(character, escapes)), (characters) => {
        const body = `{"text":"${characters.join('')}"}`;
        return JSON.stringify(JSON.parse(rawBodyOf(body))) === JSON.stringify(JSON.parse(body));
      }),
      { numRuns: 500 },
    );
  });
});

test('is a line of JSON below 200 kB, whatever the bytes', (t) => {
  const lineOf = jsonLine(O.none);
  const unit = fc.oneof(
    fc.constantFrom('"', '\\', '\u007F', '\u0085', '\u2028', '😀', '\n', '\\u007f', '\\u0041', 'unsubscribe=a '),
    fc.string({ minLength: 1, maxLength: 3, unit: 'binary' }),
  );
  fc.assert(
    fc.property(unit, fc.constantFrom(1, 20_000, 200_000), (text, times) => {
      const line = lineOf(entryOf(JSON.stringify({ text: text.repeat(times) })));
      t.true(Buffer.byteLength(line) < 200_000);
      t.notRegex(line.slice(0, -1), /[\p{Cc}\u2028\u2029]/u);
      JSON.parse(line);
    }),
    { numRuns: 50 },
  );
});

const hidingPlaces: Readonly<Record<string, unknown>> = {
  'a list': { unsubscribe: ['https://status.example.com/s/CODE'] },
  'an object': { unsubscribe: { href: 'https://status.example.com/s/CODE' } },
  'a long key': { [`${'x'.repeat(60)}unsubscribe_url`]: 'CODE' },
  'a quoted text': { unsubscribe: '"CODE' },
  'JSON in a text': { raw: JSON.stringify({ unsubscribe: 'https://status.example.com/s/CODE' }) },
  'a link in a text': { raw: 'see https://status.example.com/?unsubscribe=CODE' },
};

for (const [place, value] of Object.entries(hidingPlaces)) {
  test(`keeps no unsubscribe code that stands in ${place}`, (t) => {
    t.notRegex(JSON.stringify(entryOf(JSON.stringify({ meta: value }))), /CODE/);
  });
}

test('leaves out what is nested too deeply for a code to be found, with its length and hash', (t) => {
  const body = `{"a":${'['.repeat(100_000)}"?unsubscribe=CODE"${']'.repeat(100_000)}}`;

  t.deepEqual(entryOf(body).payload, {
    rawBody: '…',
    truncated: { bytes: body.length, sha256: createHash('sha256').update(body).digest('hex') },
    violations,
  });
});

// A part of an escape stays as it is: it would no longer be one.
const partly = (encode: (character: string) => string) => (text: string, random: boolean[]) =>
  text.replace(/\\+(?:u00..)?|./g, (character, at: number) =>
    !character.startsWith('\\') && random[at % random.length] === true ? encode(character) : character,
  );
const hexOf = (character: string): string => character.charCodeAt(0).toString(16).padStart(2, '0');
const encodings: ReadonlyArray<(text: string, random: boolean[]) => string> = [
  partly((character) => `%${hexOf(character)}`),
  partly((character) => `&#x${hexOf(character)};`),
  partly((character) => `&#${character.charCodeAt(0)};`),
  partly((character) => `\\u00${hexOf(character)}`),
  partly((character) => (character === '&' ? '&amp;' : character)),
  (text) => JSON.stringify(text).slice(1, -1),
  (text) => JSON.stringify({ text }),
  (text) => `see ${text} there`,
];
const places: ReadonlyArray<(text: string) => unknown> = [
  (text) => ({ text }),
  (text) => ({ [text]: 1 }),
  (text) => ({ list: [{ text }] }),
  (text) => ({ json: JSON.stringify({ [text]: text }) }),
];
const links = ['?unsubscribe=', '/unsubscribe/', '?unsubscribe[]=', '/unsubscribe?c='].map(
  (link) => `http://status.example.com/${link}${unsubscribeCode}`,
);

const fullyDecoded = (text: string): string => {
  const next = text
    .replace(/\\+u00([\da-f]{2})|%([\da-f]{2})|&#x([\da-f]{2});/gi, (_, ...hex: (string | undefined)[]) =>
      String.fromCharCode(Number.parseInt(hex.slice(0, 3).join(''), 16)),
    )
    .replace(/&#(\d{2,3});/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll('&amp;', '&');
  return next === text ? text : fullyDecoded(next);
};

test('keeps no unsubscribe code, however often and in however many ways it is encoded', (t) => {
  t.notThrows(() => {
    fc.assert(
      fc.property(
        fc.constantFrom(...links),
        fc.array(fc.tuple(fc.constantFrom(...encodings), fc.array(fc.boolean(), { minLength: 7, maxLength: 7 })), {
          maxLength: 4,
        }),
        fc.constantFrom(...places),
        (link, steps, place) => {
          const text = steps.reduce((hidden, [encode, random]) => encode(hidden, random), link);
          const body = JSON.stringify(place(text));
          t.true(fullyDecoded(body).includes(unsubscribeCode));
          return !fullyDecoded(rawBodyOf(body)).includes(unsubscribeCode);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

for (const [what, body] of Object.entries({
  values: `[${'[],'.repeat(50_000)}[]]`,
  'values of JSON in its texts': JSON.stringify({
    a: Array(3).fill(`[${'[],'.repeat(10_000)}"unsubscribe"]`),
  }),
})) {
  test(`keeps nothing of what has too many ${what} to be parsed`, (t) => {
    const { payload = {}, message } = entryOf(body);

    t.is(payload['rawBody'], '…');
    t.is((payload['truncated'] as Readonly<{ bytes: number }>).bytes, Buffer.byteLength(body));
    t.regex(message, /too complex/);
  });
}
