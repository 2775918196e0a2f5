import * as t from 'io-ts';
import { boolean, joined, listOf, oneOf, optional, secret, text, wholeNumber } from './setting-codecs.ts';

const minSecretLength = 16;

const secretSettings = {
  'statuswatch:webhookToken': secret(
    joined(
      listOf(
        new RegExp(`^[A-Za-z0-9._~-]{${minSecretLength},}$`),
        `a comma-separated list of tokens, each of at least ${minSecretLength} letters, digits, ".", "_", "~" or "-"`,
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
};

/** Every setting of a stack, by its key in Pulumi's configuration. */
export const StackConfig = t.strict({
  // https://cloud.google.com/resource-manager/docs/creating-managing-projects
  'gcp:project': text(
    /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
    'the ID of a Google Cloud project: 6 to 30 lower-case letters, digits and hyphens',
  ),
  'gcp:region': text(/^[a-z]+-[a-z]+\d+$/, 'a Google Cloud region, such as europe-west1'),
  'statuswatch:pages': optional(
    joined(listOf(/^[A-Za-z0-9_-]+ *= *[^= ][^=]*$/, 'a list such as kctbh9vrtdwd=GitHub,yh6f0r4529hb=Cloudflare')),
  ),
  'statuswatch:maxInstances': wholeNumber(1, 100),
  'statuswatch:retentionDays': wholeNumber(1, 3650),
  'statuswatch:logLevel': oneOf('emerg', 'alert', 'crit', 'error', 'warning', 'notice', 'info', 'debug'),
  ...secretSettings,
  'statuswatch:slackChannel': optional(text(/^[CG][A-Z0-9]{6,}$/, 'the ID of a channel, such as C0123456789')),
  'statuswatch:announceMinImpact': oneOf('none', 'minor', 'major', 'critical'),
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
  'statuswatch:silenceDays': wholeNumber(0, 365),
});
export type StackConfig = t.TypeOf<typeof StackConfig>;

export const settingKeys = Object.keys(StackConfig.type.props);
export const secretKeys = Object.keys(secretSettings);
