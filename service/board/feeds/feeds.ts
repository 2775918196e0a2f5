import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import type { HttpResponse } from '../../http/http-response.ts';
import type { AnswerApi } from '../api/api.ts';
import { impactParameters } from '../api/parameters.ts';
import { invalidParameters, noSuchProvider } from '../api/problems.ts';
import { boardAt, incidentsAt } from '../board-at.ts';
import type { IncidentView, ProviderView } from '../board-view.ts';
import { findProvider } from '../find-provider.ts';
import { type BoardSettings, momentOf, pagesAt } from '../pages-at.ts';
import { atomFeed } from './atom.ts';
import { badgeSvg, ShieldsBadge, shieldsBadge } from './badge.ts';
import { maintenanceCalendar } from './calendar.ts';
import { impactCsv } from './impact-csv.ts';

/** `url` is the origin at which people reach the board. */
export type FeedSettings = BoardSettings & Readonly<{ url: O.Option<string> }>;

const text = (type: string, body: string, headers: HttpResponse['headers'] = {}): HttpResponse => ({
  status: 200,
  headers: { 'Content-Type': type, ...headers },
  body,
});

const answerImpact =
  (settings: BoardSettings): AnswerApi =>
  (board, moment, parameters) =>
    pipe(
      impactParameters(parameters),
      E.matchW(invalidParameters, ({ month = moment.at.toISOString().slice(0, 7) }) =>
        text(
          'text/csv; charset=utf-8',
          impactCsv(pagesAt(settings, board, momentOf(moment)), month, moment.at.getTime()),
          { 'Content-Disposition': `attachment; filename="impact-${month}.csv"` },
        ),
      ),
    );

type DrawFeed = (incidents: ReadonlyArray<IncidentView>, url: string | undefined) => string;

const answerFeed =
  (settings: FeedSettings, type: string, draw: DrawFeed): AnswerApi =>
  (board, moment) =>
    text(type, draw(incidentsAt(settings)(board, moment), O.toUndefined(settings.url)));

type FeedPath = '/feed.atom' | '/maintenance.ics' | '/api/impact.csv';

/** What the board answers to programs that are not its own, by path. */
export const boardFeeds = (settings: FeedSettings): Readonly<Record<FeedPath, AnswerApi>> => ({
  '/feed.atom': answerFeed(settings, 'application/atom+xml; charset=utf-8', atomFeed),
  '/maintenance.ics': answerFeed(settings, 'text/calendar; charset=utf-8', maintenanceCalendar),
  '/api/impact.csv': answerImpact(settings),
});

const badge =
  (settings: BoardSettings, draw: (provider: ProviderView) => HttpResponse) =>
  (idOrName: string): AnswerApi =>
  (board, moment) => {
    const provider = findProvider(boardAt(settings)(board, moment).providers, idOrName);
    return provider === undefined ? noSuchProvider : draw(provider);
  };

export type Badges = Readonly<Record<'svg' | 'json', (idOrName: string) => AnswerApi>>;

export const boardBadges = (settings: FeedSettings): Badges => ({
  svg: badge(settings, (provider) =>
    text('image/svg+xml; charset=utf-8', badgeSvg(provider), {
      // A web page that shows a badge finds out what it says, which is for nobody where the board is this machine's alone.
      'Cross-Origin-Resource-Policy': O.isSome(settings.url) ? 'cross-origin' : 'same-origin',
    }),
  ),
  json: badge(settings, (provider) =>
    text('application/json; charset=utf-8', JSON.stringify(ShieldsBadge.encode(shieldsBadge(provider)))),
  ),
});
