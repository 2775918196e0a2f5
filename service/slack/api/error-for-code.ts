import * as O from 'fp-ts/lib/Option.js';
import { type AnnouncementError, rateLimited, refused, unavailable } from '../../announcing/announcement-error.ts';

// https://docs.slack.dev/reference/methods/chat.postMessage#errors
const rateLimitCodes: ReadonlySet<string> = new Set(['ratelimited', 'rate_limited']);
const temporaryCodes: ReadonlySet<string> = new Set([
  'fatal_error',
  'internal_error',
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
]);
// Anything else may repeat the request or a secret.
const errorCode = /^[a-z][a-z_]{2,59}$/;

export const unexpectedAnswer: AnnouncementError = unavailable('an unexpected answer');

/** The error for the code that Slack sends instead of `ok`. */
export const errorForCode = (code: string): AnnouncementError => {
  if (rateLimitCodes.has(code)) {
    return rateLimited(O.none);
  }
  if (!errorCode.test(code)) {
    return unexpectedAnswer;
  }
  return temporaryCodes.has(code) ? unavailable(code) : refused(code);
};
