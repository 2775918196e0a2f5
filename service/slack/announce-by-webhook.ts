import { IncomingWebhook, IncomingWebhookHTTPError, IncomingWebhookRequestError } from '@slack/webhook';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type Announce, announced, type Announcement, suppressed } from '../announcing/announce.ts';
import { type AnnouncementError, noAnswer, rateLimited, unavailable } from '../announcing/announcement-error.ts';
import { type Rules, suppressedBy } from '../announcing/suppressed-by.ts';
import { errorForCode, unexpectedAnswer } from './api/slack-error.ts';
import { webhookMessage } from './messages/webhook-message.ts';

type Settings = Readonly<{ url: string; timeoutInMilliseconds: number }>;

const refusal = ({ statusCode, body }: IncomingWebhookHTTPError): AnnouncementError =>
  statusCode === 429
    ? rateLimited(O.none)
    : statusCode >= 500
      ? unavailable(`HTTP ${statusCode}`)
      : errorForCode(body.trim());

const slackErrorOf = (error: unknown): AnnouncementError =>
  error instanceof IncomingWebhookHTTPError
    ? refusal(error)
    : noAnswer(error instanceof IncomingWebhookRequestError ? error.original : error);

/** One message for each event: a webhook can neither read nor edit, so that what comes twice is posted twice. */
export const announceByWebhook =
  ({ url, timeoutInMilliseconds }: Settings) =>
  (rules: Rules): Announce => {
    const webhook = new IncomingWebhook(url, { timeout: timeoutInMilliseconds, retryConfig: { retries: 0 } });
    return (event) =>
      pipe(
        suppressedBy(rules)(event),
        O.match(
          () =>
            pipe(
              TE.tryCatch(
                () => webhook.send({ ...webhookMessage(event), unfurl_links: false, unfurl_media: false }),
                slackErrorOf,
              ),
              TE.filterOrElse(
                ({ text }) => text.trim() === 'ok',
                () => unexpectedAnswer,
              ),
              TE.map(() => announced),
            ),
          (rule) => TE.right<AnnouncementError, Announcement>(suppressed(rule)),
        ),
      );
  };
