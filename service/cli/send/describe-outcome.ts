import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Answer, PostError } from './post-delivery.ts';
import type { Outcome } from './send-deliveries.ts';

const bodyLimitInCharacters = 1_000;

const hide = (secrets: ReadonlyArray<string>, text: string): string =>
  secrets
    .flatMap((secret) => [secret, encodeURIComponent(secret)])
    .reduce((hidden, secret) => hidden.replaceAll(secret, '[hidden]'), text);

const onOneLine = (text: string): string => text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();

const cut = (text: string): string =>
  text.length > bodyLimitInCharacters ? `${text.slice(0, bodyLimitInCharacters)}…` : text;

const describeAnswer = (secrets: ReadonlyArray<string>, { status, body }: Answer): string => {
  const text = cut(onOneLine(hide(secrets, body)));
  const redirect = status >= 300 && status < 400 ? ' (a redirect, which a status page takes as a failure)' : '';
  return `${status}${redirect} ${text === '' ? '(no body)' : text}`;
};

const describeError = (error: PostError): string => {
  switch (error._tag) {
    case 'ConnectionRefused':
      return `not delivered: nothing listens at ${error.origin}. Start the receiver with "npm start", or name another with --url.`;
    case 'NoAnswerInTime':
      return `not delivered: ${error.origin} did not answer within ${error.timeoutInMilliseconds / 1_000} seconds.`;
    case 'ConnectionFailed':
      return `not delivered: the connection to ${error.origin} failed (${error.reason}).`;
  }
};

/** One line. What the receiver answered is shown without the secrets, which it might repeat, and without control characters. */
export const describeOutcome =
  (secrets: ReadonlyArray<string>) =>
  (what: string, outcome: Outcome): string =>
    `${what} → ${pipe(
      outcome,
      E.match(describeError, (answer) => describeAnswer(secrets, answer)),
    )}`;
