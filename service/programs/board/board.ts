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
import { type AnswerTool, incidentsAnswer, statusAnswer } from '../../board/mcp/mcp-answers.ts';
import type { BoardSettings } from '../../board/pages-at.ts';
import type { ReadDay, ReadHistory } from '../../history/read-history.ts';
import type { Recorded } from '../../history/recorded.ts';
import { type HttpResponse, json } from '../../http/http-response.ts';
import { namesOwnHost } from '../../http/names-own-host.ts';
import type { App } from '../../http/serve.ts';
import { app } from './app.ts';
import { assets } from './assets.ts';
import { followHistory } from './follow-history.ts';
import { mcp } from './mcp.ts';
import type { CallTool, ToolAnswer, ToolName } from './mcp-endpoint.ts';
import { pageCache } from './page-cache.ts';
import { type AnswerAt, answerHome, answerIncident, answerProvider } from './pages.ts';
import { type AskedMoment, parseMoment } from './parse-moment.ts';
import { type BoardError, errorToResponse } from './to-response.ts';

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

const toolAnswers: Readonly<Record<ToolName, AnswerTool>> = {
  status_now: statusAnswer,
  status_at: statusAnswer,
  incidents: incidentsAnswer,
};

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
  const cached = pageCache();

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

  const readAt = (parameters: URLSearchParams) =>
    pipe(
      TE.fromEither(parseMoment(parameters, now())),
      TE.bindTo('moment'),
      TE.bindW('known', () => history.read),
      TE.bindW('day', ({ moment }) => TE.fromTask(dayOf(moment))),
      TE.map(({ moment, known: { board, staleSince }, day }) => ({
        known: board,
        all: () => (day.entries.length === 0 ? board : foldEntries(board, day.entries)),
        moment: { ...moment, staleSince: staleSince ?? (day.isStale ? moment.now : undefined) },
      })),
    );

  const answerAt = (address: string, answer: AnswerAt): TE.TaskEither<BoardError, HttpResponse> => {
    const parameters = new URLSearchParams(address.replace(/^[^?]*/, ''));
    return pipe(
      readAt(parameters),
      TE.chainTaskK(({ known, all, moment }) =>
        cached({ board: known, now: moment.now, isStale: moment.staleSince !== undefined, address }, () =>
          answer(all(), moment, parameters),
        ),
      ),
    );
  };

  const callTool: CallTool = (tool, parameters) =>
    pipe(
      readAt(parameters),
      TE.mapLeft(errorToResponse),
      TE.chainEitherK(({ all, moment }) => toolAnswers[tool](config, all(), moment, parameters)),
      TE.match(
        ({ body }): ToolAnswer => ({ text: body.toString(), isError: true }),
        (shown) => ({ text: JSON.stringify(shown), isError: false }),
      ),
    );

  return {
    app: app({
      answerAt,
      home: answerHome(config),
      provider: answerProvider(config),
      incident: answerIncident(config),
      badges: boardBadges(config),
      api: { ...boardApi(config), ...boardFeeds(config) },
      mcp: mcp(callTool, reportDefect),
      openApi: json(200, boardOpenApi()),
      assets: assets(),
      isOwnHost: config.isGuarded ? () => true : namesOwnHost(hostNamesOf(config)),
      hasPublicBadges: O.isSome(config.url),
      docsDirectory,
      reportDefect,
      now,
    }),
    add: history.add,
  };
};
