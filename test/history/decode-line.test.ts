import test from 'ava';
import fc from 'fast-check';
import * as O from 'fp-ts/lib/Option.js';
import { decodeLine } from '../../service/history/decode-line.ts';
import { eventEntry } from '../../service/logging/event-entry.ts';
import { jsonLine } from '../../service/logging/json-line.ts';
import { operationalEntry } from '../../service/logging/operational-entry.ts';
import { pageReportEntry } from '../../service/logging/page-report-entry.ts';
import { pageStateEntry } from '../../service/logging/page-state-entry.ts';
import { pollPassEntry } from '../../service/logging/poll-pass-entry.ts';
import { unrecognisedEntry } from '../../service/logging/unrecognised-entry.ts';
import { deliveries } from '../fixtures/arbitrary-deliveries.ts';
import { decoded } from '../fixtures/decoded.ts';
import { incidentDelivery } from '../fixtures/recorded-variants.ts';
import { aPageState, noon } from './helpers/entries.ts';

const lineOf = jsonLine(O.none);
const receivedAt = new Date('2026-05-04T09:31:14.123Z');

test('reads every event back as it was recorded', (t) => {
  t.notThrows(() => {
    fc.assert(
      fc.property(deliveries, fc.boolean(), fc.boolean(), (delivery, isPolled, isBackfill) => {
        const event = decoded(delivery);
        const via = isPolled ? 'poll' : 'webhook';
        const entry = eventEntry({ event, violations: [], trace: O.none, via, isBackfill }, receivedAt);
        const { insertId, timestamp } = entry;
        t.deepEqual(
          decodeLine(lineOf(entry)),
          O.some({
            _tag: 'Event',
            insertId: insertId ?? '',
            timestamp,
            recordedAt: timestamp > receivedAt ? timestamp : receivedAt,
            via,
            event,
            isBackfill,
          }),
        );
      }),
    );
  });
});

test('takes an entry without the label via for one by webhook', (t) => {
  const line = lineOf(eventEntry({ event: decoded(incidentDelivery), violations: [], trace: O.none }, receivedAt));
  const older = line.replace('"via":"webhook",', '');
  t.not(older, line);
  t.like(decodeLine(older), { value: { _tag: 'Event', via: 'webhook' } });
});

test('knows what was sent to try things out', (t) => {
  const rehearsal = decoded({ ...incidentDelivery, meta: { rehearsal: true } });
  const line = lineOf(eventEntry({ event: rehearsal, violations: [], trace: O.none }, receivedAt));
  t.like(decodeLine(line), { value: { event: { rehearsal: true } } });
});

test('reads back the state of a page, a pass and a report', (t) => {
  const page = { origin: 'https://status.example.com', provider: 'Example', id: 'w5hd3kq8m2xz' };
  const pass = {
    pages: [
      {
        origin: page.origin,
        id: page.id,
        outcome: 'unreadable' as const,
        reason: 'rate_limited' as const,
        retryAt: '2026-03-02T12:10:00.000Z',
        found: 0,
        recorded: 0,
      },
    ],
  };
  const report = { _tag: 'PageUnreadable', page, cause: 'blocked', since: '2026-03-02T11:00:00.000Z' } as const;
  const times = { timestamp: noon, recordedAt: noon, via: 'poll' } as const;
  const withoutId = (line: string): unknown => {
    const { insertId, ...rest } = O.toNullable(decodeLine(line)) ?? { insertId: '' };
    t.regex(insertId, /^[\w-]{43}$/);
    return rest;
  };
  t.deepEqual(withoutId(lineOf(pageStateEntry(aPageState, noon))), {
    _tag: 'PageState',
    ...times,
    state: aPageState,
  });
  t.deepEqual(withoutId(lineOf(pollPassEntry(pass, noon))), { _tag: 'Pass', ...times, pass });
  t.deepEqual(withoutId(lineOf(pageReportEntry(report, noon))), {
    _tag: 'Problem',
    ...times,
    reason: 'page_unreadable',
    page: page.origin,
  });
});

test('reads the reason of a refusal, and an unrecognised delivery as one', (t) => {
  const refusal = operationalEntry(() => noon)('WARNING', 'Refused a delivery', { reason: 'invalid_token' });
  t.like(decodeLine(lineOf(refusal)), { value: { _tag: 'Problem', reason: 'invalid_token' } });
  const unrecognised = unrecognisedEntry(
    { body: Buffer.from('{}'), violations: ['expected an incident'], trace: O.none },
    noon,
  );
  t.like(decodeLine(lineOf(unrecognised)), { value: { _tag: 'Problem', reason: 'unrecognised' } });
});

test('reads nothing from any other line, whole or torn', (t) => {
  const line = lineOf(eventEntry({ event: decoded(incidentDelivery), violations: [], trace: O.none }, receivedAt));
  const start = operationalEntry(() => noon)('INFO', 'Listening on port 8000');
  for (const text of ['', '{}', 'null', '[]', 'Listening', line.slice(0, -20), lineOf(start)]) {
    t.deepEqual(decodeLine(text), O.none);
  }
});
