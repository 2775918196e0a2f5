import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import type { Announcement } from '../../announcing/announce.ts';
import { maxBodySize } from '../../http/body-limit.ts';
import { type HttpResponse, json } from '../../http/http-response.ts';
import { problem } from '../../http/problem.ts';
import type { PushError } from './handle-push.ts';

/** Pub/Sub takes any 2xx as done: https://cloud.google.com/pubsub/docs/push#receive_push */
export const announcementToResponse = (announcement: Announcement): HttpResponse => {
  switch (announcement._tag) {
    case 'Announced':
      return json(200, { result: 'announced' });
    case 'Suppressed':
      return json(200, { result: 'suppressed', rule: announcement.rule });
    case 'Duplicate':
      return json(200, { result: 'duplicate' });
    case 'Superseded':
      return json(200, { result: 'superseded' });
    case 'Unchanged':
      return json(200, { result: 'unchanged' });
  }
};

/** Every status code of a failure; Pub/Sub sends again after each, and gives it to the dead-letter topic in the end. */
export const errorToResponse =
  (target: string) =>
  (error: PushError): HttpResponse => {
    switch (error._tag) {
      case 'BodyTooLarge':
        return problem(413, `The body is larger than ${maxBodySize}`);
      case 'BodyInterrupted':
      case 'UnknownEncoding':
      case 'BrokenEncoding':
        return problem(400, 'The body could not be read');
      case 'Unannounceable':
        return problem(400, 'The body is not a push of a log entry with a status event', {
          violations: error.violations,
        });
      case 'RateLimited':
        return problem(503, `${target} is rate-limiting requests. Send it again later.`, {
          headers: pipe(
            error.retryAfterInSeconds,
            O.match(
              () => ({}),
              (seconds) => ({ 'Retry-After': `${seconds}` }),
            ),
          ),
        });
      case 'Unavailable':
        return problem(503, `${target} is unavailable. Send it again later.`);
      case 'Refused':
        return problem(503, `${target} refuses requests: ${error.reason}. Fix that, then send it again.`);
    }
  };
