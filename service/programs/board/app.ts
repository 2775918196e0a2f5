import express, { type Express, type Request, type RequestHandler } from 'express';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Badges } from '../../board/feeds/feeds.ts';
import { docsRoutes } from '../../http/docs-page.ts';
import { health } from '../../http/health.ts';
import type { HttpResponse } from '../../http/http-response.ts';
import { isCrossOrigin } from '../../http/is-cross-origin.ts';
import { methodNotAllowed } from '../../http/problem.ts';
import { respondToDefect, respondWith } from '../../http/respond-with.ts';
import { revalidate } from '../../http/revalidate.ts';
import { securityHeaders } from '../../http/security-headers.ts';
import type { AnswerAt } from './pages.ts';
import { type BoardError, errorToResponse } from './to-response.ts';

type Dependencies = Readonly<{
  /** Answers about now, or about the time that the address asks for. */
  answerAt: (address: string, answer: AnswerAt) => TE.TaskEither<BoardError, HttpResponse>;
  home: AnswerAt;
  provider: (idOrName: string) => AnswerAt;
  incident: (id: string) => AnswerAt;
  badges: Badges;
  /** The paths for programs. */
  api: Readonly<Record<string, AnswerAt>>;
  mcp: (request: Request) => TE.TaskEither<BoardError, HttpResponse>;
  openApi: HttpResponse;
  assets: Readonly<Record<string, HttpResponse>>;
  /** Whether a request names a host at which it may be asked. */
  isOwnHost: (request: Request) => boolean;
  /** Whether other sites may show badges. */
  hasPublicBadges: boolean;
  docsDirectory: string;
  reportDefect: (error: unknown) => T.Task<void>;
  now: () => Date;
}>;

type Answer = (request: Request) => T.Task<HttpResponse>;

// Without a capturing group, so that express decodes nothing: what cannot be decoded is not found, not a bad request.
const providerPath = /^\/providers\/[^/]+$/;
const incidentPath = /^\/incidents\/[^/]+$/;
const badgePaths = { svg: /^\/badge\/[^/]+\.svg$/, json: /^\/badge\/[^/]+\.json$/ };

const lastSegment = (request: Request): string =>
  pipe(
    O.tryCatch(() => decodeURIComponent(request.path.split('/')[2] ?? '')),
    O.getOrElse(() => ''),
  );

/**
 * Whether a browser loads it for another site, as an image for example, which sends no `Origin`; following a link is none of it:
 * https://www.w3.org/TR/fetch-metadata/
 */
const isEmbedded = ({ headers }: Request): boolean =>
  /^(?:cross|same)-site$/.test(`${headers['sec-fetch-site']}`) && headers['sec-fetch-dest'] !== 'document';

const badgeName = (request: Request): string => lastSegment(request).replace(/\.(?:svg|json)$/, '');

/** The table of routes. */
export const app = ({
  answerAt,
  home,
  provider,
  incident,
  badges,
  api,
  mcp,
  openApi,
  assets,
  isOwnHost,
  hasPublicBadges,
  docsDirectory,
  reportDefect,
  now,
}: Dependencies): Express => {
  const respond = respondWith(reportDefect);
  const refusalOf = (request: Request): BoardError | undefined => {
    if (!isOwnHost(request) || isCrossOrigin(request)) return { _tag: 'ForeignHost' };
    const isShown = hasPublicBadges && badgePaths.svg.test(request.path);
    return isEmbedded(request) && !isShown ? { _tag: 'Embedded' } : undefined;
  };
  const refuseStrangers: RequestHandler = (request, response, next) => {
    const refusal = refusalOf(request);
    if (refusal === undefined) next();
    else respond(() => T.of(errorToResponse(refusal)))(request, response, next);
  };
  const about =
    (answerOf: (request: Request) => AnswerAt): Answer =>
    (request) =>
      pipe(
        answerAt(request.originalUrl, answerOf(request)),
        TE.matchE((error) => T.of(errorToResponse(error)), revalidate(request)),
      );
  const getRoutes: ReadonlyArray<readonly [path: string | RegExp, answer: Answer]> = [
    ['/', about(() => home)],
    [providerPath, about((request) => provider(lastSegment(request)))],
    [incidentPath, about((request) => incident(lastSegment(request)))],
    [badgePaths.svg, about((request) => badges.svg(badgeName(request)))],
    [badgePaths.json, about((request) => badges.json(badgeName(request)))],
    ...Object.entries(api).map(([path, answer]) => [path, about(() => answer)] as const),
    ['/openapi.json', (request) => revalidate(request)(openApi)],
    ['/health', () => T.of(health(now()))],
    ...Object.entries(assets).map(([path, asset]) => [path, (request: Request) => revalidate(request)(asset)] as const),
    ...Object.entries(docsRoutes(docsDirectory)),
  ];

  const routes = express().disable('x-powered-by').disable('etag').set('query parser', false);
  routes.use(refuseStrangers).use(securityHeaders({ formAction: "'self'" }));
  for (const [path, answer] of getRoutes) {
    routes
      .route(path)
      .get(respond(answer))
      .all(respond(() => T.of(methodNotAllowed('GET', 'HEAD'))));
  }
  routes
    .route('/mcp')
    .post(
      respond((request) =>
        pipe(
          mcp(request),
          TE.getOrElse((error) => T.of(errorToResponse(error))),
        ),
      ),
    )
    .all(respond(() => T.of(methodNotAllowed('POST'))));
  return routes.use(respond(() => T.of(errorToResponse({ _tag: 'NotFound' })))).use(respondToDefect(reportDefect));
};
