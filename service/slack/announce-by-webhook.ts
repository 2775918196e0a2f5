import { IncomingWebhook, IncomingWebhookHTTPError, IncomingWebhookRequestError } from '@slack/webhook';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type Announce, announced } from '../announcing/announce.ts';
import { type AnnouncementError, noAnswer, rateLimited, unavailable } from '../announcing/announcement-error.ts';
import { type Rules, suppressedBy } from '../announcing/suppressed-by.ts';
import { unlessSuppressed } from '../announcing/unless-suppressed.ts';
import { errorForCode, unexpectedAnswer } from './api/error-for-code.ts';
import { webhookMessage } from './messages/webhook-message.ts';

type Settings = Readonly<{ url: string; timeoutInMilliseconds: number; boardUrl?: O.Option<string> }>;

const errorForStatus = ({ statusCode, body }: IncomingWebhookHTTPError): AnnouncementError => {
  if (statusCode === 429) {
    return rateLimited(O.none);
  }
  return statusCode >= 500 ? unavailable(`HTTP ${statusCode}`) : errorForCode(body.trim());
};

const toAnnouncementError = (error: unknown): AnnouncementError => {
  if (error instanceof IncomingWebhookHTTPError) {
    return errorForStatus(error);
  }
  return noAnswer(error instanceof IncomingWebhookRequestError ? error.original : error);
};

/** Posts one message for each event. A webhook can neither read nor edit, so an event that arrives twice is posted twice. */
export const announceByWebhook =
  ({ url, timeoutInMilliseconds, boardUrl }: Settings) =>
  (rules: Rules): Announce => {
    const webhook = new IncomingWebhook(url, { timeout: timeoutInMilliseconds, retryConfig: { retries: 0 } });
    return unlessSuppressed(suppressedBy(rules), (event) =>
      pipe(
        TE.tryCatch(
          () => webhook.send({ ...webhookMessage(event, boardUrl), unfurl_links: false, unfurl_media: false }),
          toAnnouncementError,
        ),
        TE.filterOrElse(
          ({ text }) => text.trim() === 'ok',
          () => unexpectedAnswer,
        ),
        TE.map(() => announced),
      ),
    );
  };
