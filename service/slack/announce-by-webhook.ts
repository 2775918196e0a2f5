import { IncomingWebhook, IncomingWebhookHTTPError, IncomingWebhookRequestError } from '@slack/webhook';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import { announced, type Announce, type Announcement } from './announce.ts';
import { heldBackBy, type Rules } from './announce-rules.ts';
import { limited, refusedFor, type SlackError, unanswered, unavailable, unreadable } from './slack-error.ts';
import { webhookMessage } from './webhook-message.ts';

type Settings = Readonly<{ url: string; timeoutInMilliseconds: number }>;

const refusal = ({ statusCode, body }: IncomingWebhookHTTPError): SlackError =>
  statusCode === 429
    ? limited(O.none)
    : statusCode >= 500
      ? unavailable(`HTTP ${statusCode}`)
      : refusedFor(body.trim());

const slackErrorOf = (error: unknown): SlackError =>
  error instanceof IncomingWebhookHTTPError
    ? refusal(error)
    : unanswered(error instanceof IncomingWebhookRequestError ? error.original : error);

/** One message for each event: a webhook can neither read nor edit, so that what comes twice is posted twice. */
export const announceByWebhook =
  ({ url, timeoutInMilliseconds }: Settings) =>
  (rules: Rules): Announce => {
    const webhook = new IncomingWebhook(url, { timeout: timeoutInMilliseconds, retryConfig: { retries: 0 } });
    return (event) =>
      pipe(
        heldBackBy(rules)(event),
        O.match(
          () =>
            pipe(
              TE.tryCatch(
                () => webhook.send({ ...webhookMessage(event), unfurl_links: false, unfurl_media: false }),
                slackErrorOf,
              ),
              TE.filterOrElse(
                ({ text }) => text.trim() === 'ok',
                () => unreadable,
              ),
              TE.map(() => announced),
            ),
          (rule) => TE.right<SlackError, Announcement>({ _tag: 'HeldBack', rule }),
        ),
      );
  };
