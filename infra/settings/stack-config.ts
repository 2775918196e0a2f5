import * as t from 'io-ts';
import { boolean, joined, listOf, oneOf, optional, secret, text, wholeNumber } from './setting-codecs.ts';

const minSecretLength = 16;
// The alert looks back twice as long, and Monitoring may refuse more than a year.
const maxSilenceDays = 180;

const base64 = '[A-Za-z0-9+/]';
const signingSecret = `whsec_((${base64}{4}){8,20}(${base64}{4}|${base64}{3}=|${base64}{2}==)?|(${base64}{4}){21}${base64}{2}==)`;

const secretSettings = {
  'statuswatch:webhookToken': secret(
    joined(
      listOf(
        new RegExp(`^([A-Za-z0-9_-]+:)?[A-Za-z0-9._~-]{${minSecretLength},}$`),
        `a comma-separated list of tokens, each of at least ${minSecretLength} letters, digits, ".", "_", "~" or "-", and bound to a page or not: kctbh9vrtdwd:<token>`,
      ),
    ),
  ),
  'statuswatch:webhookSecret': secret(
    joined(
      listOf(
        new RegExp(`^.{${minSecretLength},}$`, 's'),
        `a comma-separated list of secrets, each of at least ${minSecretLength} characters`,
      ),
    ),
  ),
  'statuswatch:slackBotToken': secret(text(/^xoxb-\S+$/, 'a bot token, which starts with xoxb-')),
  'statuswatch:slackWebhookUrl': secret(text(/^https:\/\/[^\s/]+\/\S*$/, 'an https URL')),
  'statuswatch:teamsWebhookUrl': secret(
    text(
      /^https:\/\/(?![^/]*(webhook\.office|outlook\.office(365)?)\.com(:\d+)?\/)[^\s/]+\/\S*$/i,
      'the https URL of a workflow (Office 365 connectors are retired)',
    ),
  ),
  'statuswatch:pagerdutyRoutingKey': secret(text(/^[a-z0-9]{32}$/i, 'an integration key of 32 letters and digits')),
  'statuswatch:googleChatWebhookUrl': secret(
    text(
      /^https:\/\/[^\s/]+\/v1\/spaces\/[^\s/?]+\/messages\?(?=(\S+&)?key=)(?=(\S+&)?token=)\S+$/,
      'the https URL of a webhook, such as https://chat.googleapis.com/v1/spaces/…/messages?key=…&token=…',
    ),
  ),
  'statuswatch:outgoingWebhookUrl': secret(text(/^https:\/\/[^\s/]+(\/\S*)?$/, 'an https URL')),
  'statuswatch:outgoingWebhookSecret': secret(
    text(
      new RegExp(`^${signingSecret}( *, *${signingSecret})?$`),
      'one or two secrets, separated by a comma, each whsec_ and the base64 of 24 to 64 bytes',
    ),
  ),
};

const people = (who: string) =>
  listOf(
    /^(user|group):[^\s@,:]+@[^\s@,]+\.[^\s@,]+$/,
    `a comma-separated list of ${who}, such as group:on-call@example.com,user:someone@example.com`,
  );

const region = optional(text(/^[a-z]+-[a-z]+\d+$/, 'a Google Cloud region, such as europe-west1'));

const minImpact = oneOf('none', 'minor', 'major', 'critical');

/** Every setting of a stack, by its key in Pulumi's configuration. */
export const StackConfig = t.strict({
  // https://cloud.google.com/resource-manager/docs/creating-managing-projects
  'gcp:project': text(
    /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
    'the ID of a Google Cloud project: 6 to 30 lower-case letters, digits and hyphens',
  ),
  'gcp:region': region,
  'statuswatch:region': region,
  'statuswatch:pages': optional(
    joined(listOf(/^[A-Za-z0-9_-]+ *= *[^= ][^=]*$/, 'a list such as kctbh9vrtdwd=GitHub,yh6f0r4529hb=Cloudflare')),
  ),
  'statuswatch:pollPages': optional(
    joined(
      listOf(
        /^(?:[^=]+?\s*=\s*)?https:\/\/[^\s/?#@=]+\/?(?:\s+every=\d{1,4})?$/,
        'a comma-separated list of https origins, with or without a name: https://status.openai.com, Stripe=https://www.stripestatus.com',
      ),
    ),
  ),
  'statuswatch:pollMinutes': oneOf('1', '2', '3', '4', '5', '6', '10', '12', '15', '20', '30', '60'),
  'statuswatch:maxInstances': wholeNumber(1, 100),
  'statuswatch:retentionDays': wholeNumber(1, 3650),
  'statuswatch:keepEvents': boolean,
  'statuswatch:imageRefresh': optional(text(/^.{1,100}$/, 'at most 100 characters, such as 2026-W12')),
  // https://cloud.google.com/resource-manager/docs/labels-overview#requirements
  'statuswatch:labels': listOf(
    /^(?!(application|stack) *=)[a-z][a-z0-9_-]{0,62} *= *[a-z0-9_-]{0,63}$/,
    'a list such as owner=platform,cost-centre=1234, of lower-case letters, digits, "_" and "-", without application and stack',
  ),
  'statuswatch:readers': people('readers'),
  'statuswatch:boardMembers': people('people'),
  'statuswatch:boardIap': boolean,
  'statuswatch:logLevel': oneOf('emerg', 'alert', 'crit', 'error', 'warning', 'notice', 'info', 'debug'),
  'statuswatch:logClientAddress': boolean,
  ...secretSettings,
  'statuswatch:slackChannel': optional(text(/^[CG][A-Z0-9]{6,}$/, 'the ID of a channel, such as C0123456789')),
  'statuswatch:teamsMinImpact': optional(minImpact),
  'statuswatch:pagerdutyUrl': optional(text(/^https:\/\/[^\s/?#@]+\/?$/, 'an https URL without a path')),
  'statuswatch:pagerdutyMinImpact': optional(minImpact),
  'statuswatch:googleChatMinImpact': optional(minImpact),
  'statuswatch:outgoingWebhookMinImpact': optional(minImpact),
  'statuswatch:announceMinImpact': minImpact,
  'statuswatch:announceMaintenance': boolean,
  'statuswatch:announceComponents': optional(joined(listOf(/./s, 'a comma-separated list of component names or IDs'))),
  'statuswatch:announceRoutes': optional(
    joined(listOf(/^[^=]*[^= ] *= *[CG][A-Z0-9]{6,}$/, 'a list such as GitHub=C0123456789,yh6f0r4529hb=C9876543210')),
  ),
  'statuswatch:alertEmail': optional(text(/^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/, 'an email address')),
  'statuswatch:notificationChannels': listOf(
    /^(projects\/[a-z0-9:.-]+\/notificationChannels\/)?\d+$/,
    'a comma-separated list of notification channel IDs, such as 1234567890123456789',
  ),
  'statuswatch:uptimeCheck': boolean,
  'statuswatch:silenceDays': optional(wholeNumber(0, maxSilenceDays)),
});
export type StackConfig = t.TypeOf<typeof StackConfig>;

export const settingKeys = Object.keys(StackConfig.type.props);
export const secretKeys = Object.keys(secretSettings);
