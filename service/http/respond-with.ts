import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import type * as T from 'fp-ts/lib/Task.js';
import { endResponse } from './end-response.ts';
import { closeConnection, type HttpResponse } from './http-response.ts';
import { problem } from './problem.ts';

type ReportDefect = (error: unknown) => T.Task<void>;

/** Says nothing of what was thrown. */
export const internalError = problem(500, 'This request failed because of a bug, which was logged.');

const send = (request: Request, response: Response, { status, headers, body }: HttpResponse): void => {
  response.writeHead(status, {
    'X-Content-Type-Options': 'nosniff',
    ...headers,
    ...(!request.complete && closeConnection),
    // That of a 304 would be the length of the body that it leaves out: https://www.rfc-editor.org/rfc/rfc9110#section-8.6
    ...(status !== 304 && { 'Content-Length': Buffer.byteLength(body) }),
  });
  endResponse(request, response, body);
};

/** Runs the task that answers a request and writes its response. Anything thrown is a defect: it is reported and answered with 500. */
export const respondWith =
  (reportDefect: ReportDefect) =>
  (answer: (request: Request) => T.Task<HttpResponse>): RequestHandler =>
  async (request, response) => {
    try {
      send(request, response, await answer(request)());
    } catch (error) {
      await reportDefect(error)();
      send(request, response, internalError);
    }
  };

/** Does the same with errors that express throws. */
export const respondToDefect =
  (reportDefect: ReportDefect): ErrorRequestHandler =>
  async (error: unknown, request, response, _next) => {
    await reportDefect(error)();
    send(request, response, internalError);
  };
