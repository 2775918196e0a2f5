import express, { type Express } from 'express';
import { pipe } from 'fp-ts/lib/function.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Announcement } from '../../announcing/announce.ts';
import { maxBodyBytes } from '../../http/body-limit.ts';
import { health } from '../../http/health.ts';
import { methodNotAllowed, problem } from '../../http/problem.ts';
import { type BodyError, readBody } from '../../http/read-body.ts';
import { respondToDefect, respondWith } from '../../http/respond-with.ts';
import type { PushError } from './handle-push.ts';
import { announcementToResponse, errorToResponse } from './to-response.ts';

type Dependencies = Readonly<{
  /** Its name, for answers. */
  target: string;
  handle: (body: TE.TaskEither<BodyError, Buffer>) => TE.TaskEither<PushError, Announcement>;
  reportDefect: (error: unknown) => T.Task<void>;
  now: () => Date;
}>;

/** The table of routes; who may call them is decided before, by Cloud Run. */
export const app = ({ target, handle, reportDefect, now }: Dependencies): Express => {
  const respond = respondWith(reportDefect);
  const read = readBody(maxBodyBytes);
  const routes = express().disable('x-powered-by').disable('etag').set('query parser', false);
  routes
    .route('/announce')
    .post(respond((request) => pipe(handle(read(request)), TE.match(errorToResponse(target), announcementToResponse))))
    .all(respond(() => T.of(methodNotAllowed('POST'))));
  routes
    .route('/health')
    .get(respond(() => T.of(health(now()))))
    .all(respond(() => T.of(methodNotAllowed('GET', 'HEAD'))));
  return routes.use(respond(() => T.of(problem(404, 'There is nothing here')))).use(respondToDefect(reportDefect));
};
