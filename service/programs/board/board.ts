import path from 'node:path';
import { pipe } from 'fp-ts/lib/function.js';
import type { IO } from 'fp-ts/lib/IO.js';
import * as O from 'fp-ts/lib/Option.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { boardApi } from '../../board/api/api.ts';
import { boardOpenApi } from '../../board/api/openapi.ts';
import { foldEntries } from '../../board/board.ts';
import type { BoardConfig } from '../../board/board-settings.ts';
import { boardBadges, boardFeeds } from '../../board/feeds/feeds.ts';
import type { BoardSettings } from '../../board/pages-at.ts';
import type { ReadDay, ReadHistory } from '../../history/read-history.ts';
import type { Recorded } from '../../history/recorded.ts';
import { type HttpResponse, json } from '../../http/http-response.ts';
import { namesOwnHost } from '../../http/names-own-host.ts';
import type { App } from '../../http/serve.ts';
import { app } from './app.ts';
import { assets } from './assets.ts';
import { followHistory } from './follow-history.ts';
import { pageCache } from './page-cache.ts';
import { type AnswerAt, answerHome, answerIncident, answerProvider } from './pages.ts';
import { type AskedMoment, parseMoment } from './parse-moment.ts';
import type { BoardError } from './to-response.ts';

type Dependencies = Readonly<{
  readHistory: ReadHistory;
  readDay: ReadDay;
  startOverAfter: number;
  now: () => Date;
  reportDefect: (error: unknown) => T.Task<void>;
}>;

type Config = Pick<BoardConfig, 'components' | 'url'> &
  Omit<BoardSettings, 'components'> &
  Readonly<{
    /** Whether who asks was let in by somebody else before, under whatever name. */
    isGuarded: boolean;
  }>;

export type BoardProgram = Readonly<{
  app: App;
  /** Shows what the history does not keep. */
  add: (recorded: Recorded) => IO<void>;
}>;

type Day = Readonly<{ entries: ReadonlyArray<Recorded>; isStale: boolean }>;

const nothingMore: Day = { entries: [], isStale: false };

const docsDirectory = path.join(import.meta.dirname, '../../../node_modules/swagger-ui-dist');

const hostNamesOf = ({ url }: Config): ReadonlyArray<string> =>
  pipe(
    url,
    O.chainNullableK((origin) => URL.parse(origin)?.hostname),
    O.match(
      () => [],
      (hostname) => [hostname],
    ),
  );

/** The board, composed of its settings and its effects. */
export const board = (
  config: Config,
  { readHistory, readDay, startOverAfter, now, reportDefect }: Dependencies,
): BoardProgram => {
  const history = followHistory({ readHistory, now, startOverAfter });
  const cached = pageCache<HttpResponse>();

  // What is known of a day is shown though the rest of it cannot be read.
  const dayOf = ({ at, isLive }: AskedMoment): T.Task<Day> =>
    isLive
      ? T.of(nothingMore)
      : pipe(
          readDay(at),
          TE.match(
            (): Day => ({ ...nothingMore, isStale: true }),
            (entries) => ({ entries, isStale: false }),
          ),
        );

  const answerAt = (address: string, answer: AnswerAt): TE.TaskEither<BoardError, HttpResponse> => {
    const parameters = new URLSearchParams(address.replace(/^[^?]*/, ''));
    return pipe(
      TE.fromEither(parseMoment(parameters, now())),
      TE.bindTo('moment'),
      TE.bindW('known', () => history.read),
      TE.bindW('day', ({ moment }) => TE.fromTask(dayOf(moment))),
      TE.let('staleSince', ({ moment, known, day }) => known.staleSince ?? (day.isStale ? moment.now : undefined)),
      TE.map(({ moment, known: { board: known }, day, staleSince }) =>
        cached({ board: known, now: moment.now, isStale: staleSince !== undefined, address }, () =>
          answer(
            day.entries.length === 0 ? known : foldEntries(known, day.entries),
            { ...moment, staleSince },
            parameters,
          ),
        ),
      ),
    );
  };

  return {
    app: app({
      answerAt,
      home: answerHome(config),
      provider: answerProvider(config),
      incident: answerIncident(config),
      badges: boardBadges(config),
      api: { ...boardApi(config), ...boardFeeds(config) },
      openApi: json(200, boardOpenApi()),
      assets: assets(),
      isOwnHost: config.isGuarded ? () => true : namesOwnHost(hostNamesOf(config)),
      docsDirectory,
      reportDefect,
      now,
    }),
    add: history.add,
  };
};
