import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { ExecutionContext } from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import type { Announce } from '../../service/announcing/announce.ts';
import type { StatusEvent } from '../../service/domain/status-event.ts';
import { listen } from './listen.ts';

export type ReceivedRequest = Readonly<{ path: string; headers: IncomingHttpHeaders; body: string }>;

export type TargetAnswer = (response: ServerResponse) => void;

export type FakeTarget = Readonly<{
  origin: string;
  /** What it was asked, whether it accepted it or not. */
  requests: ReadonlyArray<ReceivedRequest>;
  /** What it accepted. */
  accepted: ReadonlyArray<ReceivedRequest>;
  /** Answers the next requests, one each, without accepting them. */
  answerNext: (...answers: ReadonlyArray<TargetAnswer>) => void;
}>;

/** A target on 127.0.0.1 until the test is over; `serve` says how it answers, and whether it accepts a request. */
export const fakeTarget = async (
  t: ExecutionContext,
  serve: (request: ReceivedRequest, response: ServerResponse) => boolean,
): Promise<FakeTarget> => {
  const requests: ReceivedRequest[] = [];
  const accepted: ReceivedRequest[] = [];
  const answers: TargetAnswer[] = [];
  const server = createServer((message, response) => {
    void text(message).then((body) => {
      const request = { path: message.url ?? '', headers: message.headers, body };
      requests.push(request);
      const answer = message.method === 'POST' ? answers.shift() : answering(405, '');
      if (answer !== undefined) answer(response);
      else if (serve(request, response)) accepted.push(request);
    });
  });
  return {
    origin: `http://127.0.0.1:${await listen(t, server)}`,
    requests,
    accepted,
    answerNext: (...next) => {
      answers.push(...next);
    },
  };
};

export const answering =
  (status: number, body: string, headers: Readonly<Record<string, string>> = {}): TargetAnswer =>
  (response) => {
    response.writeHead(status, headers).end(body);
  };

export const answeringJson = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  answering(status, JSON.stringify(body), { 'content-type': 'application/json', ...headers });

export const hangingUp: TargetAnswer = (response) => {
  response.destroy();
};

export const neverAnswering: TargetAnswer = () => undefined;

/** The results of announcing one event after another; a failure is its `_tag`. */
export const outcomesOf = async (
  announce: Announce,
  events: ReadonlyArray<StatusEvent>,
): Promise<ReadonlyArray<string>> => {
  const outcomes: string[] = [];
  for (const event of events) {
    const outcome = await announce(event)();
    outcomes.push(E.isLeft(outcome) ? outcome.left._tag : outcome.right._tag);
  }
  return outcomes;
};
