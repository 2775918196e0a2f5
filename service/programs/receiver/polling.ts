import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { StatusEvent } from '../../domain/status-event.ts';
import type { OpenHistory } from '../../history/open-history.ts';
import type { HistoryUnavailable } from '../../history/read-history.ts';
import type { RecordEntry } from '../../history/record-entry.ts';
import type { LogEntry } from '../../logging/log-entry.ts';
import type { WriteFailed } from '../../logging/open-log.ts';
import type { ReadPage } from '../../pages/fetching/read-page.ts';
import type { PageAddress } from '../../pages/page-address.ts';
import { maxReadingInMilliseconds, pageReader } from '../../pages/page-reader.ts';
import { poller } from '../../pages/poll.ts';
import type { ProgramContext } from '../../runtime/program.ts';

export type Polling = Readonly<{
  /** Starts the first pass; the others follow at the interval. */
  start: T.Task<void>;
  /** Ends the pass that is running, if any, which the next start completes. */
  stop: (milliseconds: number) => T.Task<void>;
}>;

type Dependencies = Pick<ProgramContext, 'now' | 'log' | 'reportDefect'> &
  Readonly<{
    addresses: ReadonlyArray<PageAddress>;
    minutes: number;
    /** Names by page id, to which the name of an address is added once its page's id is known. */
    names: Map<string, string>;
    history: OpenHistory;
    record: RecordEntry;
    announce: (event: StatusEvent) => T.Task<void>;
    /** Runs it again and again, until the function that it returns is called. */
    every?: (milliseconds: number, run: () => void) => () => void;
  }>;

type Stopping = Readonly<{ _tag: 'Stopping' }>;

const millisecondsPerMinute = 60_000;

const everyInterval: Required<Dependencies>['every'] = (milliseconds, run) => {
  const timer = setInterval(run, milliseconds);
  return () => {
    clearInterval(timer);
  };
};

const naming =
  (read: ReadPage, names: Map<string, string>): ReadPage =>
  (address, signal) =>
    pipe(
      read(address, signal),
      TE.chainFirstIOK(({ id }) => () => {
        if (O.isSome(address.name)) names.set(id, address.name.value);
      }),
    );

/** Polls pages at an interval, in the background. */
export const polling = (dependencies: Dependencies): Polling => {
  const { addresses, minutes, names, history, record, announce, now, log, reportDefect } = dependencies;
  const stopping = new AbortController();
  let running = Promise.resolve();
  let cancel = (): void => undefined;

  // Nothing is made of a page that could not be read because the program stops.
  const recordUnlessStopping = (entry: LogEntry): TE.TaskEither<HistoryUnavailable | WriteFailed | Stopping, void> =>
    pipe(
      TE.fromIO(() => stopping.signal.aborted),
      TE.filterOrElseW(
        (isStopping) => !isStopping,
        (): Stopping => ({ _tag: 'Stopping' }),
      ),
      TE.chainW(() => record(entry)),
    );

  const poll = poller({
    readPage: naming(pageReader({ pages: names, onlyPublic: false, stopping: stopping.signal }), names),
    readHistory: history.read,
    record: recordUnlessStopping,
    announce,
    isHistoryDurable: history.isDurable,
    now,
    deadline: () => AbortSignal.any([stopping.signal, AbortSignal.timeout(maxReadingInMilliseconds)]),
  });

  const report = (error: HistoryUnavailable | WriteFailed | Stopping): T.Task<void> => {
    switch (error._tag) {
      case 'HistoryUnavailable':
        return log('ERROR', `A pass over the pages was not completed: ${error.reason}`, {
          reason: 'history_unavailable',
        });
      case 'WriteFailed':
      case 'Stopping':
        return T.of(undefined);
    }
  };

  const pass = pipe(
    poll(addresses),
    TE.matchE(report, () => T.of(undefined)),
  );
  const run = (): void => {
    running = pass().catch((error: unknown) => reportDefect(error)());
  };

  return {
    start: T.fromIO(() => {
      run();
      cancel = (dependencies.every ?? everyInterval)(minutes * millisecondsPerMinute, run);
    }),
    stop: (milliseconds) => async () => {
      cancel();
      stopping.abort();
      await Promise.race([running, T.delay(milliseconds)(T.of(undefined))()]);
    },
  };
};
