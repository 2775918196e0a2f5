import * as E from 'fp-ts/lib/Either.js';
import { identity, pipe } from 'fp-ts/lib/function.js';
import * as Json from 'fp-ts/lib/Json.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import * as t from 'io-ts';
import { secretKeys, settingKeys } from './stack-config.ts';

export type RawConfig = Readonly<Record<string, string>>;

const hasValue = (config: RawConfig) => (key: string) => (config[key] ?? '').trim() !== '';

const unknownSettings = (config: RawConfig) =>
  pipe(
    Object.keys(config),
    RA.filter((key) => key.startsWith('statuswatch:') && !settingKeys.includes(key)),
    RA.map((key) => `${key} is not a setting; the settings are ${settingKeys.join(', ')}`),
  );

const plainTextSecrets = (config: RawConfig, encryptedKeys: string | undefined) =>
  pipe(
    Json.parse(encryptedKeys ?? '[]'),
    E.filterOrElseW(t.array(t.string).is, () => 'not a list of keys'),
    E.match((): ReadonlyArray<string> => [], identity),
    (encrypted) => secretKeys.filter((key) => hasValue(config)(key) && !encrypted.includes(key)),
    RA.map((key) => `${key} must be encrypted: pulumi config set --secret ${key}`),
  );

const regionConflicts = ({ 'gcp:region': ofProvider = '', 'statuswatch:region': region = '' }: RawConfig) =>
  region !== '' && ofProvider !== '' && region !== ofProvider
    ? ['statuswatch:region and gcp:region name different regions: pulumi config rm gcp:region']
    : [];

const repeatedPages = ({ 'statuswatch:pollPages': pages = '' }: RawConfig): ReadonlyArray<string> => {
  const origins = pages.match(/https:\/\/[^\s/?#,]+/gi)?.map((origin) => origin.toLowerCase()) ?? [];
  return new Set(origins).size === origins.length ? [] : ['statuswatch:pollPages names a page twice'];
};

const slackConflicts = (config: RawConfig): ReadonlyArray<string> => {
  const has = hasValue(config);
  const hasBot = has('statuswatch:slackBotToken');
  const hasChannel = has('statuswatch:slackChannel') || has('statuswatch:announceRoutes');
  return [
    ...(hasBot && !hasChannel ? ['statuswatch:slackBotToken needs statuswatch:slackChannel'] : []),
    ...(hasChannel && !hasBot
      ? ['statuswatch:slackChannel and statuswatch:announceRoutes need statuswatch:slackBotToken']
      : []),
    ...(hasBot && has('statuswatch:slackWebhookUrl')
      ? ['statuswatch:slackWebhookUrl cannot be combined with statuswatch:slackBotToken']
      : []),
  ];
};

const unsignedWebhook = (config: RawConfig): ReadonlyArray<string> =>
  hasValue(config)('statuswatch:outgoingWebhookUrl') === hasValue(config)('statuswatch:outgoingWebhookSecret')
    ? []
    : ['statuswatch:outgoingWebhookUrl and statuswatch:outgoingWebhookSecret need each other'];

/** Mistakes that no single value shows: unknown keys, secrets in plain text, settings that contradict each other. */
export const findMistakes = (config: RawConfig, encryptedKeys: string | undefined): ReadonlyArray<string> => [
  ...unknownSettings(config),
  ...plainTextSecrets(config, encryptedKeys),
  ...regionConflicts(config),
  ...slackConflicts(config),
  ...unsignedWebhook(config),
  ...repeatedPages(config),
];
