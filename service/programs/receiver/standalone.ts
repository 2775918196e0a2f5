import { randomUUID } from 'node:crypto';
import { flow, pipe } from 'fp-ts/lib/function.js';
import type { IO } from 'fp-ts/lib/IO.js';
import * as O from 'fp-ts/lib/Option.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { announceInBackground, type BackgroundAnnouncer } from '../../announcing/announce-in-background.ts';
import { checkInBackground } from '../../announcing/check-target.ts';
import type { BoardConfig } from '../../board/board-settings.ts';
import type { Violations } from '../../codec/violations.ts';
import type { StatusEvent } from '../../domain/status-event.ts';
import type { OpenHistory } from '../../history/open-history.ts';
import { type RecordEntry, recordEntry } from '../../history/record-entry.ts';
import type { Recorded } from '../../history/recorded.ts';
import { defaultPollMinutes } from '../../pages/poll-settings.ts';
import type { ProgramContext } from '../../runtime/program.ts';
import type { LocalBoard } from '../board/local-board.ts';
import type { Config } from './config.ts';
import type { Polling } from './polling.ts';

/** What other programs do on Cloud Run, the receiver does by itself elsewhere. Its code is loaded only where it is configured, so that a start on Cloud Run does not wait for it. */
export type Standalone = Readonly<{
  record: RecordEntry;
  enqueueAnnouncement: (event: StatusEvent) => IO<void>;
  /** Counts a refusal on the board. */
  noteRefusal: (reason: string) => IO<void>;
  /** Where the board is, once it listens. */
  boardUrl: IO<O.Option<string>>;
  start: T.Task<void>;
  /** Ends the board and polling, announces what is pending and closes the history, within the given time. */
  drain: (milliseconds: number) => T.Task<void>;
}>;

type Announcer = BackgroundAnnouncer & Readonly<{ check: IO<void> }>;

/** One for each target, so that a failing one delays no other. */
const backgroundAnnouncers =
  ({ targets, board }: Config, { now, log, reportDefect }: ProgramContext): T.Task<ReadonlyArray<Announcer>> =>
  async () => {
    if (targets.length === 0) return [];
    const { openTarget } = await import('../../targets/open-target.ts');
    const boardUrl = O.chain(({ url }: BoardConfig) => url)(board);
    const pause = (milliseconds: number): T.Task<void> => pipe(T.of(undefined), T.delay(milliseconds));
    const opened = await Promise.all(
      targets.map((target) => openTarget({ now, boardUrl, onlyPublic: false })(target)()),
    );
    return opened.map((target) => ({
      ...announceInBackground({ target, pause, reportDefect, log, now }),
      check: checkInBackground({ target, log, reportDefect }),
    }));
  };

const ownHistory = (
  { isOnCloudRun, historyFile }: Config,
  { now }: ProgramContext,
): TE.TaskEither<Violations, O.Option<OpenHistory>> =>
  isOnCloudRun
    ? TE.right(O.none)
    : pipe(
        TE.fromTask(() => import('../../history/open-history.ts')),
        TE.chain(({ openHistory }) => openHistory({ file: historyFile, now })),
        TE.bimap(({ reason }) => [`HISTORY_FILE: ${reason}`], O.some),
      );

const backgroundPolling =
  (
    { polling: settings }: Config,
    context: ProgramContext,
    names: Map<string, string>,
    history: O.Option<OpenHistory>,
    { record, enqueueAnnouncement }: Pick<Standalone, 'record' | 'enqueueAnnouncement'>,
  ): T.Task<O.Option<Polling>> =>
  async () => {
    if (O.isNone(settings) || O.isNone(history)) {
      return O.none;
    }
    const { polling } = await import('./polling.ts');
    const announce = flow(enqueueAnnouncement, T.fromIO);
    return O.some(polling({ ...context, ...settings.value, names, history: history.value, record, announce }));
  };

const ownBoard =
  (
    { board, polling }: Config,
    { now, log, reportDefect }: ProgramContext,
    history: O.Option<OpenHistory>,
  ): T.Task<O.Option<LocalBoard>> =>
  async () => {
    if (O.isNone(board) || O.isNone(history)) {
      return O.none;
    }
    const { localBoard } = await import('../board/local-board.ts');
    const { addresses, minutes } = O.getOrElseW(() => ({ addresses: [], minutes: defaultPollMinutes }))(polling);
    const polled = addresses.map(({ origin, name, minMinutes }) => ({
      origin,
      name: O.toUndefined(name),
      intervalMinutes: Math.max(minutes, O.getOrElse(() => 0)(minMinutes)),
    }));
    return O.some(
      localBoard(
        board.value,
        { polled, intervalMinutes: minutes, names: board.value.names },
        { readHistory: history.value.read, now, log, reportDefect },
      ),
    );
  };

const problemOf = (reason: string, at: Date): Recorded => ({
  _tag: 'Problem',
  insertId: randomUUID(),
  timestamp: at,
  recordedAt: at,
  via: 'webhook',
  reason,
  page: undefined,
});

const ifConfigured = <A>(part: O.Option<A>, use: (part: A) => T.Task<void>): T.Task<void> =>
  O.isNone(part) ? T.of(undefined) : use(part.value);

// What is polled is announced, so polling ends first.
const drain =
  (
    now: () => Date,
    board: O.Option<LocalBoard>,
    polling: O.Option<Polling>,
    announcers: ReadonlyArray<Announcer>,
    history: O.Option<OpenHistory>,
  ): Standalone['drain'] =>
  (milliseconds) =>
  async () => {
    const end = now().getTime() + milliseconds;
    const left = (): number => Math.max(0, end - now().getTime());
    await ifConfigured(board, ({ stop }) => stop(left()))();
    await ifConfigured(polling, ({ stop }) => stop(left()))();
    await Promise.all(announcers.map((announcer) => announcer.drain(left())()));
    await ifConfigured(history, ({ close }) => close)();
  };

/** `names` are those of pages by their id; polling adds those that addresses have. */
export const standalone = (
  config: Config,
  context: ProgramContext,
  names: Map<string, string>,
): TE.TaskEither<Violations, Standalone> =>
  pipe(
    TE.Do,
    TE.apS('announcers', TE.fromTask(backgroundAnnouncers(config, context))),
    TE.apSW('history', ownHistory(config, context)),
    TE.let('recording', ({ announcers, history }) => ({
      record: O.isNone(history) ? context.write : recordEntry(history.value, context.write),
      enqueueAnnouncement: (event: StatusEvent) => () => {
        announcers.forEach(({ enqueue }) => {
          enqueue(event)();
        });
      },
    })),
    TE.bindW('polling', ({ history, recording }) =>
      TE.fromTask(backgroundPolling(config, context, names, history, recording)),
    ),
    TE.bindW('board', ({ history }) => TE.fromTask(ownBoard(config, context, history))),
    TE.map(({ announcers, history, recording, polling, board }) => ({
      ...recording,
      noteRefusal: (reason) => (O.isNone(board) ? () => undefined : board.value.add(problemOf(reason, context.now()))),
      boardUrl: O.isNone(board) ? () => O.none : board.value.url,
      start: pipe(
        T.fromIO(() => {
          announcers.forEach(({ check }) => {
            check();
          });
        }),
        T.chain(() => ifConfigured(board, ({ start }) => start)),
        T.chain(() => ifConfigured(polling, ({ start }) => start)),
      ),
      drain: drain(context.now, board, polling, announcers, history),
    })),
  );
