import test, { type ExecutionContext } from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { cloudHistory } from '../../../service/history/cloud-logging/cloud-history.ts';
import { logApi } from '../../../service/history/cloud-logging/log-api.ts';
import type { Recorded } from '../../../service/history/recorded.ts';
import { eventEntry } from '../../../service/logging/event-entry.ts';
import type { LogEntry } from '../../../service/logging/log-entry.ts';
import { operationalEntry } from '../../../service/logging/operational-entry.ts';
import { pageReportEntry } from '../../../service/logging/page-report-entry.ts';
import { pageStateEntry } from '../../../service/logging/page-state-entry.ts';
import { pollPassEntry } from '../../../service/logging/poll-pass-entry.ts';
import { unrecognisedEntry } from '../../../service/logging/unrecognised-entry.ts';
import { aPageState, entryAt, incidentVersion, noon } from '../helpers/entries.ts';
import { fakeLogApi, quotaExceeded, storedAt, token, unavailable, view } from './helpers/fake-log-api.ts';

const hours = (count: number): Date => new Date(noon.getTime() + count * 60 * 60 * 1000);

const historyOf = async (t: ExecutionContext) => {
  const fake = await fakeLogApi(t, () => noon);
  const read = cloudHistory({
    listPage: logApi({
      apiUrl: fake.settings.HISTORY_API_URL,
      view,
      accessToken: TE.right(token),
      maxRequestsPerMinute: 40,
      now: () => noon,
      pause: T.of(undefined),
    }),
    now: () => noon,
  });
  const recordedSince = async (since: Date): Promise<ReadonlyArray<Recorded>> => {
    const result = await read({ since })();
    if (E.isLeft(result)) throw new Error(result.left.reason);
    return result.right;
  };
  return { ...fake, read, recordedSince };
};

const idsOf = (recorded: ReadonlyArray<Recorded>): ReadonlyArray<string> =>
  recorded
    .map((it) => (it._tag === 'Event' && it.event.kind !== 'component' ? it.event.incident.id : it._tag))
    .toSorted();

const passAt = (time: Date): LogEntry => pollPassEntry({ pages: [] }, time);

test('reads events, page states, reports and passes, each as it was recorded', async (t) => {
  const { entries, recordedSince } = await historyOf(t);
  const page = { origin: 'https://status.example.com', provider: 'Example', id: 'w5hd3kq8m2xz' };
  const report = { _tag: 'PageUnreadable', page, cause: 'blocked', since: noon.toISOString() } as const;
  const event = entryAt(incidentVersion('a', -5), -1);
  const receivedAt = new Date(noon.getTime() - 2000);
  [event, pageStateEntry(aPageState, receivedAt), pageReportEntry(report, receivedAt), passAt(receivedAt)].forEach(
    (entry) => entries.push(storedAt(entry, receivedAt)),
  );
  const recorded = await recordedSince(hours(-26));
  t.deepEqual(idsOf(recorded), ['PageState', 'Pass', 'Problem', 'a']);
  t.like(
    recorded.find(({ _tag }) => _tag === 'Event'),
    {
      insertId: event.insertId,
      timestamp: event.timestamp,
      recordedAt: receivedAt,
      via: 'webhook',
      isBackfill: false,
    },
  );
  t.like(
    recorded.find(({ _tag }) => _tag === 'PageState'),
    { state: aPageState },
  );
});

test('leaves out what a stranger can cause any number of', async (t) => {
  const { entries, recordedSince } = await historyOf(t);
  const refusal = operationalEntry(() => noon)('WARNING', 'Refused a delivery', { reason: 'invalid_token' });
  const unrecognised = unrecognisedEntry(
    { body: Buffer.from('{}'), violations: ['expected an incident'], trace: O.none },
    noon,
  );
  entries.push(storedAt({ ...refusal, insertId: 'a' }, noon), storedAt(unrecognised, noon));
  t.deepEqual(await recordedSince(hours(-26)), []);
});

test('reads an event by when it was recorded, though it has the vendor’s time', async (t) => {
  const { entries, recordedSince } = await historyOf(t);
  const late = entryAt(incidentVersion('late', -23 * 60), 0);
  entries.push(storedAt(late, hours(0)));
  entries.push(storedAt(entryAt(incidentVersion('early', -23 * 60), -22 * 60), hours(-22)));
  t.deepEqual(late.timestamp, hours(-23));
  t.deepEqual(idsOf(await recordedSince(hours(-1))), ['late']);
  t.deepEqual(idsOf(await recordedSince(hours(-22.5))), ['early', 'late']);
});

test('reads nothing that was recorded before', async (t) => {
  const { entries, recordedSince } = await historyOf(t);
  entries.push(storedAt(entryAt(incidentVersion('a', -27 * 60), -27 * 60), hours(-27)));
  t.deepEqual(await recordedSince(hours(-26)), []);
});

test('reads passes of the last 26 hours only, of which there are hundreds a day', async (t) => {
  const { entries, recordedSince } = await historyOf(t);
  [-1, -25, -27, -100].forEach((time) => entries.push(storedAt(passAt(hours(time)), hours(time))));
  entries.push(storedAt(pageStateEntry(aPageState, hours(-100)), hours(-100)));
  t.deepEqual(idsOf(await recordedSince(hours(-30 * 24))), ['PageState', 'Pass', 'Pass']);
});

test('reads every page of the list, also behind one without entries', async (t) => {
  const { entries, requests, state, recordedSince } = await historyOf(t);
  state.startsEmpty = true;
  for (let count = 0; count < 2500; count += 1) {
    entries.push(storedAt(entryAt(incidentVersion(`i${count}`, -count % 600), 0), noon));
  }
  t.is(new Set(idsOf(await recordedSince(hours(-26)))).size, 2500);
  t.is(requests.length, 4);
  t.deepEqual([...new Set(requests.map(({ pageSize }) => pageSize))], [1000]);
});

test('reads an entry once that was written twice', async (t) => {
  const { entries, recordedSince } = await historyOf(t);
  const entry = entryAt(incidentVersion('a', -5), 0);
  entries.push(storedAt(entry, hours(-1)), storedAt(entry, noon));
  t.is((await recordedSince(hours(-26))).length, 1);
});

test('does not see yet what was written a moment ago', async (t) => {
  const { entries, state, recordedSince } = await historyOf(t);
  state.lagInMilliseconds = 5000;
  entries.push(storedAt(entryAt(incidentVersion('a', -5), 0), new Date(noon.getTime() - 4000)));
  t.deepEqual(await recordedSince(hours(-26)), []);
  state.lagInMilliseconds = 3000;
  t.deepEqual(idsOf(await recordedSince(hours(-26))), ['a']);
});

test('reads entries that were written before there was polling', async (t) => {
  const { entries, recordedSince } = await historyOf(t);
  const { labels = {}, ...stored } = storedAt(entryAt(incidentVersion('a', -5), 0), noon);
  const older = Object.fromEntries(Object.entries(labels).filter(([key]) => key !== 'via'));
  entries.push({ ...stored, labels: older });
  t.like(await recordedSince(hours(-26)), { 0: { _tag: 'Event', via: 'webhook', isBackfill: false } });
});

test('leaves out an entry that it does not know, and reads the others', async (t) => {
  const { entries, recordedSince } = await historyOf(t);
  const stored = storedAt(entryAt(incidentVersion('a', -5), 0), noon);
  entries.push(stored);
  entries.push({ ...stored, insertId: 'b', jsonPayload: { event: { kind: 'of a later version' } } });
  entries.push({ ...stored, insertId: 'c', jsonPayload: {} });
  t.deepEqual(idsOf(await recordedSince(hours(-26))), ['a']);
});

const large = (id: string, minutes: number) => {
  const event = incidentVersion(id, minutes);
  const updates = [1, 2, 3].map((number) => ({
    id: `${id}${number}`,
    status: 'investigating',
    body: 'x'.repeat(60_000),
    createdAt: undefined,
    updatedAt: undefined,
    displayAt: undefined,
    deliverNotifications: undefined,
    components: [],
  }));
  return eventEntry({ event: { ...event, updates }, violations: [], trace: O.none }, noon);
};

test('reads hundreds of the largest entries in smaller pages', async (t) => {
  const { entries, requests, recordedSince } = await historyOf(t);
  for (let count = 0; count < 250; count += 1) entries.push(storedAt(large(`i${count}`, -count), noon));
  t.is((await recordedSince(hours(-26))).length, 250);
  t.deepEqual(
    requests.map(({ pageSize }) => pageSize),
    [1000, 100, 100, 100],
  );
});

test('fails rather than leave something out', async (t) => {
  const { entries, read } = await historyOf(t);
  for (let count = 0; count < 500; count += 1) entries.push(storedAt(large(`i${count}`, -count), noon));
  t.like(await read({ since: hours(-26) })(), { left: { reason: 'the log holds too many entries' } });
});

test('fails where the log cannot be read, also in the middle', async (t) => {
  const { entries, answers, read } = await historyOf(t);
  for (let count = 0; count < 1500; count += 1)
    entries.push(storedAt(entryAt(incidentVersion(`i${count}`, 0), 0), noon));
  answers.push(undefined, unavailable, unavailable);
  t.like(await read({ since: hours(-26) })(), {
    left: { _tag: 'HistoryUnavailable', reason: 'Cloud Logging cannot be read: HTTP 503 UNAVAILABLE' },
  });
  answers.push(quotaExceeded);
  t.like(await read({ since: hours(-26) })(), { left: { reason: 'Cloud Logging is rate-limiting us' } });
});
