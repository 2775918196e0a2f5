import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Answer, PostError } from './post-delivery.ts';
import type { Outcome } from './send-deliveries.ts';

const maxBodyCharacters = 1_000;

const redact = (secrets: ReadonlyArray<string>, text: string): string =>
  secrets
    .flatMap((secret) => [secret, encodeURIComponent(secret)])
    .reduce((redacted, secret) => redacted.replaceAll(secret, '[redacted]'), text);

const toSingleLine = (text: string): string => text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();

const truncate = (text: string): string =>
  text.length > maxBodyCharacters ? `${text.slice(0, maxBodyCharacters)}…` : text;

const describeAnswer = (secrets: ReadonlyArray<string>, { status, body }: Answer): string => {
  const text = truncate(toSingleLine(redact(secrets, body)));
  const redirect = status >= 300 && status < 400 ? ' (redirect; status pages treat it as a failure)' : '';
  return `${status}${redirect} ${text === '' ? '(empty body)' : text}`;
};

const describePostError = (error: PostError): string => {
  switch (error._tag) {
    case 'ConnectionRefused':
      return `not delivered: nothing is listening at ${error.origin}; start the receiver with "npm start" or pass another URL with --url`;
    case 'Timeout':
      return `not delivered: no response from ${error.origin} within ${error.timeoutInMilliseconds / 1_000} seconds`;
    case 'Interrupted':
      return 'interrupted, perhaps delivered';
    case 'ConnectionFailed':
      return `not delivered: connection to ${error.origin} failed (${error.reason})`;
  }
};

/** Returns one line, without control characters and without the secrets, which the receiver's response might repeat. */
export const describeOutcome =
  (secrets: ReadonlyArray<string>) =>
  (label: string, outcome: Outcome): string =>
    `${label} → ${pipe(
      outcome,
      E.match(describePostError, (answer) => describeAnswer(secrets, answer)),
    )}`;
