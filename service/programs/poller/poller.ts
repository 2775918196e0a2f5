import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Violations } from '../../codec/violations.ts';
import { openCloudHistory } from '../../history/cloud-logging/open-cloud-history.ts';
import { openHistory } from '../../history/open-history.ts';
import { recordEntry } from '../../history/record-entry.ts';
import { maxReadingInMilliseconds, pageReader } from '../../pages/page-reader.ts';
import { poller as pagePoller } from '../../pages/poll.ts';
import type { Program, ProgramContext } from '../../runtime/program.ts';
import { app } from './app.ts';
import type { Config } from './config.ts';
import type { PollError } from './to-response.ts';

/** The poller, composed of its settings and its effects. What it records is announced by who reads the log. */
export const poller = (
  { addresses, pages, historyFile, logView, isOnCloudRun }: Config,
  { now, write, log, reportDefect }: ProgramContext,
): TE.TaskEither<Violations, Program> =>
  pipe(
    logView,
    O.match(
      () => openHistory({ file: historyFile, now }),
      (view) => TE.right(openCloudHistory(view, now)),
    ),
    TE.bimap(
      ({ reason }) => [`HISTORY_FILE: ${reason}`],
      (history) => {
        const poll = pagePoller({
          readPage: pageReader({ pages, onlyPublic: isOnCloudRun }),
          readHistory: history.read,
          record: recordEntry(history, write),
          announce: () => T.of(undefined),
          isHistoryDurable: history.isDurable,
          now,
          deadline: () => AbortSignal.timeout(maxReadingInMilliseconds),
        });
        const logFailure = (error: PollError): T.Task<void> =>
          error._tag === 'HistoryUnavailable'
            ? log('ERROR', `A pass over the pages was not completed: ${error.reason}`, {
                reason: 'history_unavailable',
              })
            : T.of(undefined);
        return {
          app: app({ poll: pipe(poll(addresses), TE.orElseFirstTaskK(logFailure)), reportDefect, now }),
          onListening: T.of(undefined),
          describe: () => `Poll: POST /poll. Pages: ${addresses.length}`,
          drain: () => history.close,
        };
      },
    ),
  );
