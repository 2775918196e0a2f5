import express, { type Express, type Request } from 'express';
import { pipe } from 'fp-ts/lib/function.js';
import type { IO } from 'fp-ts/lib/IO.js';
import * as O from 'fp-ts/lib/Option.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { maxBodyBytes } from '../../http/body-limit.ts';
import { docsRoutes } from '../../http/docs-page.ts';
import { health } from '../../http/health.ts';
import type { HttpResponse } from '../../http/http-response.ts';
import { isCrossOrigin } from '../../http/is-cross-origin.ts';
import { methodNotAllowed, problem } from '../../http/problem.ts';
import { readBody } from '../../http/read-body.ts';
import { respondToDefect, respondWith } from '../../http/respond-with.ts';
import { securityHeaders } from '../../http/security-headers.ts';
import { traceContextOf } from '../../logging/trace-context.ts';
import type { Acknowledgement } from './acknowledgement.ts';
import { openApiResponse } from './openapi.ts';
import type { IncomingDelivery, ReceiveError } from './receive-delivery.ts';
import type { Refusal } from './refusal-entry.ts';
import { acknowledgementToResponse, refusalToResponse } from './to-response.ts';

type Dependencies = Readonly<{
  receive: (incomingDelivery: IncomingDelivery) => TE.TaskEither<ReceiveError, Acknowledgement>;
  reportRefusal: (refusal: Refusal, clientAddress: string | undefined) => T.Task<void>;
  reportDefect: (error: unknown) => T.Task<void>;
  clientAddressOf: (request: Request) => string | undefined;
  withBackpressure: <A>(task: T.Task<A>) => T.Task<A>;
  docsDirectory: string;
  /** The page at `/`, if there is one. */
  homePage: O.Option<IO<HttpResponse>>;
  now: () => Date;
}>;

// Without a capturing group, so that express decodes nothing: what cannot be decoded is a wrong token, not a bad request.
const webhookPath = /^\/webhook\/statuspage(?:\/[^/]+)?\/?$/i;

const belowWebhook = /^\/webhook(?:\/|$)/i;

const decoded = (segment: string): string =>
  pipe(
    O.tryCatch(() => decodeURIComponent(segment)),
    O.getOrElse(() => segment),
  );

const tokenOf = (path: string): O.Option<string> =>
  pipe(
    O.fromNullable(path.split('/')[3]),
    O.filter((segment) => segment !== ''),
    O.map(decoded),
  );

const incomingDelivery = (request: Request): Omit<IncomingDelivery, 'clientAddress' | 'readBody'> => ({
  isCrossOrigin: isCrossOrigin(request),
  token: tokenOf(request.path),
  signature: O.fromNullable(request.get('x-statuspage-signature')),
  trace: traceContextOf(request.get('traceparent'), request.get('x-cloud-trace-context')),
});

const notFound = problem(404, 'There is nothing here: see /docs');

/** The table of routes. */
export const app = ({
  receive,
  reportRefusal,
  reportDefect,
  clientAddressOf,
  withBackpressure,
  docsDirectory,
  homePage,
  now,
}: Dependencies): Express => {
  const respond = respondWith(reportDefect);
  const always = (response: HttpResponse) => respond(() => T.of(response));
  const readProven = readBody(maxBodyBytes);
  const readUnproven = readBody(maxBodyBytes);
  const refuse =
    (request: Request) =>
    (refusal: Refusal): T.Task<HttpResponse> =>
      pipe(
        reportRefusal(refusal, clientAddressOf(request)),
        T.map(() => refusalToResponse(refusal)),
      );
  const receiveRequest = respond((request) =>
    pipe(
      receive({
        ...incomingDelivery(request),
        clientAddress: clientAddressOf(request),
        readBody: (urlProof) => withBackpressure((O.isSome(urlProof) ? readProven : readUnproven)(request)),
      }),
      TE.matchE(refuse(request), (acknowledgement) => T.of(acknowledgementToResponse(acknowledgement))),
    ),
  );
  const getRoutes: Readonly<Record<string, (request: Request) => T.Task<HttpResponse>>> = {
    '/health': () => T.of(health(now())),
    '/openapi.json': () => T.of(openApiResponse()),
    ...docsRoutes(docsDirectory),
    ...(O.isSome(homePage) && { '/': () => T.fromIO(homePage.value) }),
  };

  const routes = express().disable('x-powered-by').disable('etag').set('query parser', false);
  routes
    .route(webhookPath)
    .post(receiveRequest)
    .all(always(methodNotAllowed('POST')));
  routes.post(
    belowWebhook,
    respond((request) => refuse(request)({ _tag: 'UnknownPath' })),
  );
  routes.use('/docs', securityHeaders({ formAction: "'none'" }));
  for (const [path, answer] of Object.entries(getRoutes)) {
    routes
      .route(path)
      .get(respond(answer))
      .all(always(methodNotAllowed('GET', 'HEAD')));
  }
  return routes.use(always(notFound)).use(respondToDefect(reportDefect));
};
