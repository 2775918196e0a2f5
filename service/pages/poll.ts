import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import pLimit from 'p-limit';
import type { PolledPage, PollPass } from '../domain/poll-pass.ts';
import type { StatusEvent } from '../domain/status-event.ts';
import type { HistoryUnavailable, ReadHistory } from '../history/read-history.ts';
import type { Recorded } from '../history/recorded.ts';
import { toRecorded } from '../history/to-recorded.ts';
import { eventEntry } from '../logging/event-entry.ts';
import type { LogEntry } from '../logging/log-entry.ts';
import { pageReportEntry } from '../logging/page-report-entry.ts';
import { pageStateEntry } from '../logging/page-state-entry.ts';
import { pollPassEntry } from '../logging/poll-pass-entry.ts';
import { type Difference, difference, lookBackOf, unreadableDifference } from './difference/difference.ts';
import type { FetchFailed } from './fetching/fetch-document.ts';
import type { ReadPage } from './fetching/read-page.ts';
import { type Asked, isDue, lastAsked } from './is-due.ts';
import type { PageAddress } from './page-address.ts';
import type { PageReading } from './page-reading.ts';

type Dependencies<RecordError> = Readonly<{
  readPage: ReadPage;
  readHistory: ReadHistory;
  /** Done when the entry is safe. */
  record: (entry: LogEntry) => TE.TaskEither<RecordError, void>;
  /** Called for each event that is news, once it is recorded. */
  announce: (event: StatusEvent) => T.Task<void>;
  isHistoryDurable: boolean;
  now: () => Date;
  /** Aborted when the pass has no time left for pages; what was not asked by then is skipped. */
  deadline: () => AbortSignal;
}>;

type Answer = Readonly<{ address: PageAddress; result: E.Either<FetchFailed, PageReading>; at: Date }>;

const maxConcurrentPages = 6;
const millisecondsPerHour = 60 * 60 * 1000;
const millisecondsPerSecond = 1000;
// Two hours more than the pages are looked back, since the clocks of vendors differ.
const usualHours = 26;
const allHours = 30 * 24 + 2;
const usualLookBackInHours = 24;
const rememberedHours = 1;

const hoursBefore = (now: Date, hours: number): Date => new Date(now.getTime() - hours * millisecondsPerHour);

const providerOf = ({ name, origin }: PageAddress, history: ReadonlyArray<Recorded>): string =>
  pipe(
    name,
    O.getOrElse(() => {
      const known = history.findLast((it) => it._tag === 'PageState' && it.state.origin === origin);
      return known?._tag === 'PageState' ? known.state.provider : new URL(origin).hostname;
    }),
  );

const skipped = ({ origin }: PageAddress): PolledPage => ({
  origin,
  id: undefined,
  outcome: 'skipped',
  reason: undefined,
  retryAt: undefined,
  found: 0,
  recorded: 0,
});

const polled = ({ address, result, at }: Answer, { events, reports, state, deferred }: Difference): PolledPage => ({
  ...skipped(address),
  found: events.length + deferred,
  recorded: events.length + reports.length + (O.isSome(state) ? 1 : 0),
  ...(E.isRight(result)
    ? { id: result.right.id, outcome: result.right.isUnchanged ? 'unchanged' : 'read' }
    : {
        outcome: 'unreadable',
        reason: result.left.reason,
        retryAt: pipe(
          result.left.retryAfterInSeconds,
          O.map((seconds) => new Date(at.getTime() + seconds * millisecondsPerSecond).toISOString()),
          O.toUndefined,
        ),
      }),
});

/** The entries of a difference, each with the event that is announced once it is recorded. */
const entriesOf = (
  { events, reports, state }: Difference,
  at: Date,
): ReadonlyArray<Readonly<{ entry: LogEntry; news: O.Option<StatusEvent> }>> => [
  ...events.map(({ event, isBackfill }) => ({
    entry: eventEntry({ event, violations: [], trace: O.none, via: 'poll', isBackfill }, at),
    news: isBackfill ? O.none : O.some(event),
  })),
  ...reports.map((report) => ({ entry: pageReportEntry(report, at), news: O.none })),
  ...(O.isSome(state) ? [{ entry: pageStateEntry(state.value, at), news: O.none }] : []),
];

// A log may take seconds until what was written can be read.
const remembering = <RecordError>({ readHistory, record, now }: Dependencies<RecordError>) => {
  let own: ReadonlyArray<Recorded> = [];
  const remember = (entry: LogEntry): void => {
    const { insertId = '', timestamp, labels = {}, payload = {} } = entry;
    const recorded = toRecorded({ insertId, timestamp, recordedAt: O.some(now()), labels, payload });
    const since = hoursBefore(now(), rememberedHours);
    own = [...own.filter(({ recordedAt }) => recordedAt >= since), ...(O.isSome(recorded) ? [recorded.value] : [])];
  };
  return {
    read: (since: Date) =>
      pipe(
        readHistory({ since }),
        TE.map((history): ReadonlyArray<Recorded> => [...history, ...own]),
      ),
    write: (entry: LogEntry) =>
      pipe(
        record(entry),
        TE.map(() => {
          remember(entry);
        }),
      ),
  };
};

/** Polls one pass over the pages at a time; a call during a pass is given that pass. */
export const poller = <RecordError>(
  dependencies: Dependencies<RecordError>,
): ((addresses: ReadonlyArray<PageAddress>) => TE.TaskEither<HistoryUnavailable | RecordError, PollPass>) => {
  const { readPage, announce, isHistoryDurable, now, deadline } = dependencies;
  const { read, write } = remembering(dependencies);
  let running: Promise<E.Either<HistoryUnavailable | RecordError, PollPass>> | undefined;

  // Of those that are due, the ones that waited longest come first, so that slow pages do not keep the others from their turn for ever.
  const ask = (
    addresses: ReadonlyArray<PageAddress>,
    asked: ReadonlyMap<string, Asked>,
  ): T.Task<ReadonlyArray<Answer>> => {
    const limit = pLimit(maxConcurrentPages);
    const signal = deadline();
    const askedAt = ({ origin }: PageAddress): number => asked.get(origin)?.at.getTime() ?? 0;
    const askOne = (address: PageAddress): T.Task<ReadonlyArray<Answer>> =>
      pipe(
        T.fromIO(() => signal.aborted),
        T.chain((isOver) =>
          isOver
            ? T.of([])
            : pipe(
                readPage(address, signal),
                T.map((result) => [{ address, result, at: now() }]),
              ),
        ),
      );
    return pipe(
      addresses
        .filter((address) => isDue(address, asked, now()))
        .toSorted((left, right) => askedAt(left) - askedAt(right)),
      T.traverseArray((address) => () => limit(askOne(address))),
      T.map((answers) => answers.flat()),
    );
  };

  // What a page's state does not reach back to is read once more, further back.
  const readFurther = (
    answers: ReadonlyArray<Answer>,
    history: ReadonlyArray<Recorded>,
  ): TE.TaskEither<HistoryUnavailable, ReadonlyArray<Recorded>> => {
    const isShort = ({ result, at }: Answer): boolean => {
      if (E.isLeft(result)) return false;
      const since = lookBackOf(result.right, history, at);
      return O.isNone(since) || since.value < hoursBefore(at, usualLookBackInHours);
    };
    return answers.some(isShort) ? read(hoursBefore(now(), allHours)) : TE.right(history);
  };

  const recordAll = (answer: Answer, history: ReadonlyArray<Recorded>): TE.TaskEither<RecordError, PolledPage> => {
    const { address, result, at } = answer;
    const found = E.isRight(result)
      ? difference({ isHistoryDurable })(result.right, history, at)
      : unreadableDifference(
          { origin: address.origin, provider: providerOf(address, history), reason: result.left.reason },
          history,
          at,
        );
    return pipe(
      entriesOf(found, at),
      TE.traverseSeqArray(({ entry, news }) =>
        pipe(
          write(entry),
          TE.chainTaskK(() => (O.isSome(news) ? announce(news.value) : T.of(undefined))),
        ),
      ),
      TE.map(() => polled(answer, found)),
    );
  };

  const pass = (addresses: ReadonlyArray<PageAddress>): TE.TaskEither<HistoryUnavailable | RecordError, PollPass> =>
    pipe(
      TE.Do,
      TE.bindW('recent', () => read(hoursBefore(now(), usualHours))),
      TE.bindW('answers', ({ recent }) => TE.fromTask(ask(addresses, lastAsked(recent)))),
      TE.bindW('history', ({ recent, answers }) => readFurther(answers, recent)),
      TE.chainW(({ answers, history }) =>
        pipe(
          answers,
          TE.traverseSeqArray((answer) => recordAll(answer, history)),
        ),
      ),
      TE.map((pages) => ({
        pages: addresses.map((address) => pages.find(({ origin }) => origin === address.origin) ?? skipped(address)),
      })),
      TE.chainFirstW((summary) => write(pollPassEntry(summary, now()))),
    );

  return (addresses) => () => {
    running ??= pass(addresses)().finally(() => {
      running = undefined;
    });
    return running;
  };
};
