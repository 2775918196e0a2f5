import test from 'ava';
import fc from 'fast-check';
import { IsoTime, optionalUtc, UtcTime } from '../../service/codec/iso-time.ts';
import { vendorTime } from '../fixtures/arbitrary-deliveries.ts';

const reads = test.macro<[text: string, utc: string]>({
  exec: (t, text, utc) => {
    t.true(IsoTime.is(text));
    t.is(optionalUtc(text), utc);
    t.is(UtcTime.is(text), text === utc);
  },
  title: (_, text, utc) => `reads ${text} as ${utc}`,
});

const refuses = test.macro<[value: unknown]>({
  exec: (t, value) => {
    t.false(IsoTime.is(value));
    t.false(UtcTime.is(value));
    t.is(typeof value === 'string' ? optionalUtc(value) : undefined, undefined);
  },
  title: (_, value) => `refuses ${JSON.stringify(value)}`,
});

test(reads, '2026-05-04T09:02:11.101Z', '2026-05-04T09:02:11.101Z');
test(reads, '2026-05-04T09:02:11Z', '2026-05-04T09:02:11.000Z');
test(reads, '2026-05-04T09:02Z', '2026-05-04T09:02:00.000Z');
test(reads, '2026-05-04T05:02:11.101-04:00', '2026-05-04T09:02:11.101Z');
test(reads, '2026-05-04T14:32:11+05:30', '2026-05-04T09:02:11.000Z');
test(reads, '2026-05-04T14:32:11+0530', '2026-05-04T09:02:11.000Z');
test(reads, '2026-05-04T23:30:00-01:00', '2026-05-05T00:30:00.000Z');
test(reads, '2026-05-04t09:02:11z', '2026-05-04T09:02:11.000Z');
test(reads, '2026-05-04T09:02:11,5Z', '2026-05-04T09:02:11.500Z');
test(reads, '2026-05-04T09:02:11.123456789Z', '2026-05-04T09:02:11.123Z');
test(reads, '2028-02-29T00:00:00Z', '2028-02-29T00:00:00.000Z');

for (const value of [
  ...['', ' ', 'now', '2026', '2026-05-04', '2026-05-04T09:02:11', '2026-05-04 09:02:11Z', '09:02:11Z'],
  ...['2026-13-04T09:02:11Z', '2026-05-32T09:02:11Z', '2026-05-04T25:02:11Z', '2026-05-04T09:60:11Z'],
  ...[' 2026-05-04T09:02:11Z', '2026-05-04T09:02:11Z ', '2026-05-04T09:02:11ZZ', '2026-05-04T09:02:11.Z'],
  ...['May 4 2026 09:02:11 GMT', '1777885331', '+012026-05-04T09:02:11Z', '26-05-04T09:02:11Z'],
  ...['9999-12-31T23:59:59-01:00', '0000-01-01T00:00:00+01:00'],
  ...[1777885331000, null, true, {}, ['2026-05-04T09:02:11Z']],
]) {
  test(refuses, value);
}

test('has no time where there is no text', (t) => {
  t.is(optionalUtc(undefined), undefined);
  t.is(optionalUtc(null), undefined);
});

test('gives the same instant for every offset, so that a time reads the same when it is decoded again', (t) => {
  t.notThrows(() => {
    fc.assert(
      fc.property(vendorTime, (text) => {
        const time = optionalUtc(text);
        return (
          time !== undefined &&
          Date.parse(time) === Date.parse(text) &&
          UtcTime.is(time) &&
          optionalUtc(time) === time &&
          IsoTime.is(text)
        );
      }),
    );
  });
});

test('gives a time in UTC, or refuses, whatever the text', (t) => {
  const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
  const zone = fc.oneof(fc.constantFrom('Z', 'z', ''), fc.stringMatching(/^[+-]\d\d:?\d\d$/));
  const nearly = fc
    .tuple(digits(4), digits(2), digits(2), digits(2), digits(2), digits(2), zone)
    .map(
      ([year, month, day, hour, minute, second, offset]) =>
        `${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`,
    );
  const edge = fc
    .tuple(fc.constantFrom('0000-01-01T00:00:00', '9999-12-31T23:59:59'), zone)
    .map((parts) => parts.join(''));
  t.notThrows(() => {
    fc.assert(
      fc.property(fc.oneof(nearly, edge, fc.string()), (text) => {
        const time = optionalUtc(text);
        return IsoTime.is(text) === (time !== undefined) && (time === undefined || UtcTime.is(time));
      }),
      { numRuns: 1_000 },
    );
  });
});
