import * as O from 'fp-ts/lib/Option.js';

export type SlackError =
  | Readonly<{ _tag: 'SlackLimited'; retryAfterInSeconds: O.Option<number> }>
  /** It is down or slow, or what answers is not Slack. */
  | Readonly<{ _tag: 'SlackUnavailable'; reason: string }>
  /** A mistake that an operator can mend, in Slack's own word for it. */
  | Readonly<{ _tag: 'SlackRefused'; reason: string }>;

// https://docs.slack.dev/reference/methods/chat.postMessage#errors
const limits: ReadonlySet<string> = new Set(['ratelimited', 'rate_limited']);
const passing: ReadonlySet<string> = new Set([
  'fatal_error',
  'internal_error',
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
]);
// Anything else could hold what was sent, or a secret.
const word = /^[a-z][a-z_]{2,59}$/;

export const limited = (retryAfterInSeconds: O.Option<number>): SlackError => ({
  _tag: 'SlackLimited',
  retryAfterInSeconds,
});

export const unavailable = (reason: string): SlackError => ({ _tag: 'SlackUnavailable', reason });

export const unreadable: SlackError = unavailable('an answer that is not of Slack');

/** What Slack answers instead of `ok`. */
export const refusedFor = (reason: string): SlackError =>
  limits.has(reason)
    ? limited(O.none)
    : !word.test(reason)
      ? unreadable
      : passing.has(reason)
        ? unavailable(reason)
        : { _tag: 'SlackRefused', reason };

const codeOf = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string'
    ? value.code
    : undefined;

/** No answer came; of the error only its code is kept, since its message can hold an address that is a secret. */
export const unanswered = (error: unknown): SlackError =>
  unavailable(
    error instanceof Error && error.name === 'TimeoutError'
      ? 'no answer in time'
      : (codeOf(error) ?? codeOf(error instanceof Error ? error.cause : undefined) ?? 'no usable answer'),
  );
