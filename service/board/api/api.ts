import * as E from 'fp-ts/lib/Either.js';
import { identity, pipe } from 'fp-ts/lib/function.js';
import { type HttpResponse, json } from '../../http/http-response.ts';
import type { Board } from '../board.ts';
import { boardAt, incidentsAt } from '../board-at.ts';
import type { IncidentView } from '../board-view.ts';
import { findProvider } from '../find-provider.ts';
import { type BoardQuery, type BoardSettings, momentOf, pagesAt } from '../pages-at.ts';
import { EventsAnswer, IncidentsAnswer, ProvidersAnswer, StatusAnswer } from './answers.ts';
import { eventsParameters, incidentsParameters } from './parameters.ts';
import { invalidParameters, noSuchProvider } from './problems.ts';

/** `isLive` if no time was asked for. */
export type Moment = BoardQuery & Readonly<{ isLive: boolean }>;

/** Answers a request for a path of the API, whose time was read already. */
export type AnswerApi = (board: Board, moment: Moment, parameters: URLSearchParams) => HttpResponse;

const millisecondsPerDay = 24 * 60 * 60 * 1000;
const defaultDays = 90;
const defaultLimit = 50;
const lastTime = '9999-12-31T23:59:59.999Z';

const shownMoment = ({ at, known, isLive }: Moment): Readonly<{ at: string | undefined; known: Moment['known'] }> => ({
  at: isLive ? undefined : at.toISOString(),
  known,
});

const answerStatus =
  (settings: BoardSettings): AnswerApi =>
  (board, moment) =>
    json(200, StatusAnswer.encode({ ...boardAt(settings)(board, moment), ...shownMoment(moment) }));

const answerProviders =
  (settings: BoardSettings): AnswerApi =>
  (board, moment) =>
    json(200, ProvidersAnswer.encode({ ...boardAt(settings)(board, moment), ...shownMoment(moment) }));

const isWithin =
  (since: string, until: string) =>
  ({ startedAt, endedAt }: IncidentView): boolean =>
    (startedAt === undefined || startedAt <= until) && (endedAt === undefined || endedAt >= since);

const hasBegun =
  (at: string) =>
  ({ kind, startedAt }: IncidentView): boolean =>
    kind === 'maintenance' || startedAt === undefined || startedAt <= at;

/** The incidents that the parameters of `/api/incidents` ask for, or why there are none. */
export const incidentsAsked = (
  settings: BoardSettings,
  board: Board,
  moment: Moment,
  parameters: URLSearchParams,
): E.Either<HttpResponse, ReadonlyArray<IncidentView>> =>
  pipe(
    incidentsParameters(parameters),
    E.mapLeft(invalidParameters),
    E.chain(({ provider, since, until = lastTime, open }) => {
      const asked =
        provider === undefined ? undefined : findProvider(pagesAt(settings, board, momentOf(moment)), provider);
      if (provider !== undefined && asked === undefined) return E.left(noSuchProvider);
      const defaultSince = new Date(moment.at.getTime() - defaultDays * millisecondsPerDay).toISOString();
      return E.right(
        incidentsAt(settings)(board, moment)
          .filter((incident) => asked === undefined || incident.provider.id === asked.id)
          .filter(({ isOpen }) => open === undefined || isOpen === open)
          .filter(isWithin(since ?? defaultSince, until))
          .filter(hasBegun(moment.at.toISOString())),
      );
    }),
  );

const answerIncidents =
  (settings: BoardSettings): AnswerApi =>
  (board, moment, parameters) =>
    pipe(
      incidentsAsked(settings, board, moment, parameters),
      E.matchW(identity, (incidents) => json(200, IncidentsAnswer.encode({ ...shownMoment(moment), incidents }))),
    );

const answerEvents: AnswerApi = ({ recent }, _, parameters) =>
  pipe(
    eventsParameters(parameters),
    E.matchW(invalidParameters, ({ limit = defaultLimit }) =>
      json(
        200,
        EventsAnswer.encode({
          events: recent
            .slice(-limit)
            .toReversed()
            .map(({ timestamp, recordedAt, ...rest }) => ({
              ...rest,
              timestamp: timestamp.toISOString(),
              recordedAt: recordedAt.toISOString(),
            })),
        }),
      ),
    ),
  );

type ApiPath = '/api/status' | '/api/incidents' | '/api/providers' | '/events';

/** What each path of the API answers. The same content is the same text, whenever it is asked for. */
export const boardApi = (settings: BoardSettings): Readonly<Record<ApiPath, AnswerApi>> => ({
  '/api/status': answerStatus(settings),
  '/api/incidents': answerIncidents(settings),
  '/api/providers': answerProviders(settings),
  '/events': answerEvents,
});
