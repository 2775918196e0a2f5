import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import type * as t from 'io-ts';
import { targetUrl } from '../announcing/posting/target-url.ts';
import { MinImpact } from '../announcing/rule-settings.ts';
import { optional } from '../codec/optional.ts';
import { commaSeparated, setting } from '../codec/setting.ts';

export type OutgoingWebhookConfig = Readonly<{ url: string; secrets: RNEA.ReadonlyNonEmptyArray<string> }>;

const expectedSecrets = 'one or two secrets, separated by a comma, each whsec_ and the base64 of 24 to 64 bytes';
const maxSecrets = 2;

// https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#signature-scheme
const isSecret = (text: string): boolean => {
  const [, base64 = ''] = /^whsec_((?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$/.exec(text) ?? [];
  const { length } = Buffer.from(base64, 'base64');
  return length >= 24 && length <= 64;
};

const Secrets = setting(expectedSecrets, (text) =>
  pipe(
    commaSeparated(text),
    O.fromPredicate((secrets) => secrets.length <= maxSecrets && secrets.every(isSecret)),
    O.chain(RNEA.fromReadonlyArray),
  ),
);

/** The settings of the outgoing webhook, as fields for a program's codec. */
export const outgoingWebhookSettings = {
  OUTGOING_WEBHOOK_URL: optional(targetUrl()),
  OUTGOING_WEBHOOK_SECRET: optional(Secrets),
  OUTGOING_WEBHOOK_MIN_IMPACT: optional(MinImpact),
};

/** Every webhook is signed. */
export const outgoingWebhookMistakes = (present: ReadonlySet<string>): ReadonlyArray<string> => {
  const hasUrl = present.has('OUTGOING_WEBHOOK_URL');
  const hasSecret = present.has('OUTGOING_WEBHOOK_SECRET');
  return [
    ...(hasUrl && !hasSecret
      ? [`OUTGOING_WEBHOOK_SECRET: expected ${expectedSecrets}, beside OUTGOING_WEBHOOK_URL`]
      : []),
    ...(hasSecret && !hasUrl ? ['OUTGOING_WEBHOOK_URL: expected an https URL beside OUTGOING_WEBHOOK_SECRET'] : []),
  ];
};

export const outgoingWebhookConfig = ({
  OUTGOING_WEBHOOK_URL: url,
  OUTGOING_WEBHOOK_SECRET: secrets,
}: t.TypeOfProps<typeof outgoingWebhookSettings>): O.Option<OutgoingWebhookConfig> =>
  url === undefined || secrets === undefined ? O.none : O.some({ url, secrets });
