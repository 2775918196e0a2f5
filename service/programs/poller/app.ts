import express, { type Express } from 'express';
import { pipe } from 'fp-ts/lib/function.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { PollPass } from '../../domain/poll-pass.ts';
import { health } from '../../http/health.ts';
import { methodNotAllowed, problem } from '../../http/problem.ts';
import { respondToDefect, respondWith } from '../../http/respond-with.ts';
import { errorToResponse, passToResponse, type PollError } from './to-response.ts';

type Dependencies = Readonly<{
  poll: TE.TaskEither<PollError, PollPass>;
  reportDefect: (error: unknown) => T.Task<void>;
  now: () => Date;
}>;

/** The table of routes; who may call them is decided before, by Cloud Run. */
export const app = ({ poll, reportDefect, now }: Dependencies): Express => {
  const respond = respondWith(reportDefect);
  const routes = express().disable('x-powered-by').disable('etag').set('query parser', false);
  routes
    .route('/poll')
    .post(respond(() => pipe(poll, TE.match(errorToResponse, passToResponse))))
    .all(respond(() => T.of(methodNotAllowed('POST'))));
  routes
    .route('/health')
    .get(respond(() => T.of(health(now()))))
    .all(respond(() => T.of(methodNotAllowed('GET', 'HEAD'))));
  return routes.use(respond(() => T.of(problem(404, 'There is nothing here')))).use(respondToDefect(reportDefect));
};
