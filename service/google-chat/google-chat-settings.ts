import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as t from 'io-ts';
import { targetUrl } from '../announcing/posting/target-url.ts';
import { MinImpact } from '../announcing/rule-settings.ts';
import { optional } from '../codec/optional.ts';

export type GoogleChatConfig = Readonly<{ url: string }>;

const isWebhook = ({ pathname, searchParams }: URL): boolean =>
  /^\/v1\/spaces\/[^/]+\/messages$/.test(pathname) && searchParams.has('key') && searchParams.has('token');

/** The settings of Google Chat, as fields for a program's codec. */
export const googleChatSettings = {
  GOOGLE_CHAT_WEBHOOK_URL: optional(
    targetUrl(
      'the https URL of a webhook, such as https://chat.googleapis.com/v1/spaces/…/messages?key=…&token=…',
      isWebhook,
    ),
  ),
  GOOGLE_CHAT_MIN_IMPACT: optional(MinImpact),
};

export const googleChatConfig = (settings: t.TypeOfProps<typeof googleChatSettings>): O.Option<GoogleChatConfig> =>
  pipe(
    O.fromNullable(settings.GOOGLE_CHAT_WEBHOOK_URL),
    O.map((url) => ({ url })),
  );
