import * as pulumi from '@pulumi/pulumi';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import { sequenceT } from 'fp-ts/lib/Apply.js';
import { identity, pipe } from 'fp-ts/lib/function.js';
import * as Json from 'fp-ts/lib/Json.js';
import * as t from 'io-ts';

/** How the announcer tells, and what. */
export type Announcing = Readonly<{
  slack:
    | Readonly<{ _tag: 'Bot'; token: pulumi.Output<string>; channel: string }>
    | Readonly<{ _tag: 'Webhook'; url: pulumi.Output<string> }>;
  minImpact: string;
  maintenance: string;
  components: string;
  routes: string;
}>;

export type Settings = Readonly<{
  project: string;
  region: string;
  pages: string;
  maxInstances: number;
  retentionDays: number;
  logLevel: string;
  webhookToken: O.Option<pulumi.Output<string>>;
  webhookSecret: O.Option<pulumi.Output<string>>;
  announcing: O.Option<Announcing>;
  alertEmail: O.Option<string>;
  /** Full names. */
  notificationChannels: ReadonlyArray<string>;
  /** 0 for never. */
  silenceDays: number;
}>;

type Configuration = Readonly<Record<string, string>>;

const shortestSecretInCharacters = 16;

const setting = <A>(expected: string, is: t.Is<A>, read: (text: string) => O.Option<A>) =>
  new t.Type<A, A, unknown>(
    expected,
    is,
    (input, context) =>
      pipe(
        read(t.string.is(input) ? input.trim() : ''),
        O.match(() => t.failure<A>(input, context), t.success),
      ),
    identity,
  );

const textLike = (pattern: RegExp, expected: string) =>
  setting(
    expected,
    t.string.is,
    O.fromPredicate((text: string) => pattern.test(text)),
  );

const wholeNumber = (least: number, most: number) =>
  setting(`a whole number from ${least} to ${most}`, t.number.is, (text) =>
    pipe(
      text,
      O.fromPredicate((digits) => /^\d{1,9}$/.test(digits)),
      O.map(Number),
      O.filter((value) => value >= least && value <= most),
    ),
  );

const itemsOf = (list: string) =>
  pipe(
    list.split(','),
    RA.map((item) => item.trim()),
    RA.filter((item) => item !== ''),
  );

const listOf = (item: RegExp, expected: string) =>
  setting(expected, t.string.is, (text) =>
    pipe(
      itemsOf(text),
      O.fromPredicate(RA.every((value) => item.test(value))),
      O.map((items) => items.join(',')),
    ),
  );

const Configured = t.strict({
  // https://cloud.google.com/resource-manager/docs/creating-managing-projects
  'gcp:project': textLike(
    /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
    'the id of a Google Cloud project: 6 to 30 lower-case letters, digits and hyphens',
  ),
  'gcp:region': textLike(/^[a-z]+-[a-z]+\d+$/, 'a Google Cloud region, such as europe-west1'),
  'statuswatch:pages': listOf(
    /^[A-Za-z0-9_-]+ *= *[^= ][^=]*$/,
    'a list such as kctbh9vrtdwd=GitHub,yh6f0r4529hb=Cloudflare',
  ),
  'statuswatch:maxInstances': wholeNumber(1, 100),
  'statuswatch:retentionDays': wholeNumber(1, 3650),
  'statuswatch:logLevel': textLike(
    /^(emerg|alert|crit|error|warning|notice|info|debug)$/,
    'one of emerg, alert, crit, error, warning, notice, info, debug',
  ),
  'statuswatch:webhookToken': listOf(
    new RegExp(`^[A-Za-z0-9._~-]{${shortestSecretInCharacters},}$`),
    `a list with commas between of tokens of at least ${shortestSecretInCharacters} letters, digits, ".", "_", "~" or "-"`,
  ),
  'statuswatch:webhookSecret': listOf(
    new RegExp(`^.{${shortestSecretInCharacters},}$`, 's'),
    `a list with commas between of secrets of at least ${shortestSecretInCharacters} characters`,
  ),
  'statuswatch:slackBotToken': textLike(/^(xoxb-\S+)?$/, 'a bot token, which begins with xoxb-'),
  'statuswatch:slackChannel': textLike(/^([CG][A-Z0-9]{6,})?$/, 'the id of a channel, such as C0123456789'),
  'statuswatch:slackWebhookUrl': textLike(/^(https:\/\/[^\s/]+\/\S*)?$/, 'an https URL'),
  'statuswatch:announceMinImpact': textLike(/^(none|minor|major|critical)$/, 'one of none, minor, major, critical'),
  'statuswatch:announceMaintenance': textLike(/^(true|false)$/, 'true or false'),
  'statuswatch:announceComponents': listOf(/./s, 'a list of names or ids of components'),
  'statuswatch:announceRoutes': listOf(
    /^[^=]*[^= ] *= *[CG][A-Z0-9]{6,}$/,
    'a list such as GitHub=C0123456789,yh6f0r4529hb=C9876543210',
  ),
  'statuswatch:alertEmail': textLike(/^([^\s@,]+@[^\s@,]+\.[^\s@,]+)?$/, 'an e-mail address'),
  'statuswatch:notificationChannels': listOf(
    /^(projects\/[a-z0-9:.-]+\/notificationChannels\/)?\d+$/,
    'a list of ids of notification channels, such as 1234567890123456789',
  ),
  'statuswatch:silenceDays': wholeNumber(0, 365),
});

const settingNames = Object.keys(Configured.type.props);
const secretNames = [
  'statuswatch:webhookToken',
  'statuswatch:webhookSecret',
  'statuswatch:slackBotToken',
  'statuswatch:slackWebhookUrl',
];

const wrongValues = (errors: t.Errors) =>
  pipe(
    errors,
    RA.filterMap(({ context }) => RA.last(context)),
    RA.map(({ key, type }) => `${key} must be ${type.name}`),
  );

const unknownSettings = (configuration: Configuration) =>
  pipe(
    Object.keys(configuration),
    RA.filter((key) => key.startsWith('statuswatch:') && !settingNames.includes(key)),
    RA.map((key) => `${key} is not a setting; the settings are ${settingNames.join(', ')}`),
  );

const secretsInPlainText = (configuration: Configuration, encryptedKeys: string | undefined) =>
  pipe(
    Json.parse(encryptedKeys ?? '[]'),
    E.filterOrElseW(t.array(t.string).is, () => 'not a list of keys'),
    E.match((): ReadonlyArray<string> => [], identity),
    (encrypted) => secretNames.filter((key) => (configuration[key] ?? '') !== '' && !encrypted.includes(key)),
    RA.map((key) => `${key} must be encrypted: pulumi config set --secret ${key}`),
  );

const halfConfiguredSlack = (configuration: Configuration): ReadonlyArray<string> => {
  const has = (key: string) => (configuration[key] ?? '').trim() !== '';
  const hasBot = has('statuswatch:slackBotToken');
  const hasChannel = has('statuswatch:slackChannel') || has('statuswatch:announceRoutes');
  return [
    ...(hasBot && !hasChannel ? ['statuswatch:slackChannel must be given beside statuswatch:slackBotToken'] : []),
    ...(hasChannel && !hasBot
      ? ['statuswatch:slackBotToken must be given beside statuswatch:slackChannel and statuswatch:announceRoutes']
      : []),
    ...(hasBot && has('statuswatch:slackWebhookUrl')
      ? ['statuswatch:slackWebhookUrl must not be given beside statuswatch:slackBotToken']
      : []),
  ];
};

const secretOf = (list: string) =>
  pipe(
    list,
    O.fromPredicate((given) => given !== ''),
    O.map((given) => pulumi.secret(given)),
  );

const slackOf = (configured: t.TypeOf<typeof Configured>): O.Option<Announcing['slack']> =>
  pipe(
    secretOf(configured['statuswatch:slackBotToken']),
    O.map((token): Announcing['slack'] => ({ _tag: 'Bot', token, channel: configured['statuswatch:slackChannel'] })),
    O.alt(() =>
      pipe(
        secretOf(configured['statuswatch:slackWebhookUrl']),
        O.map((url): Announcing['slack'] => ({ _tag: 'Webhook', url })),
      ),
    ),
  );

const channelIn = (project: string) => (channel: string) =>
  channel.startsWith('projects/') ? channel : `projects/${project}/notificationChannels/${channel}`;

const settingsOf = (configured: t.TypeOf<typeof Configured>): Settings => ({
  project: configured['gcp:project'],
  region: configured['gcp:region'],
  pages: configured['statuswatch:pages'],
  maxInstances: configured['statuswatch:maxInstances'],
  retentionDays: configured['statuswatch:retentionDays'],
  logLevel: configured['statuswatch:logLevel'],
  webhookToken: secretOf(configured['statuswatch:webhookToken']),
  webhookSecret: secretOf(configured['statuswatch:webhookSecret']),
  announcing: pipe(
    slackOf(configured),
    O.map((slack) => ({
      slack,
      minImpact: configured['statuswatch:announceMinImpact'],
      maintenance: configured['statuswatch:announceMaintenance'],
      components: configured['statuswatch:announceComponents'],
      routes: configured['statuswatch:announceRoutes'],
    })),
  ),
  alertEmail: O.fromPredicate((email: string) => email !== '')(configured['statuswatch:alertEmail']),
  notificationChannels: pipe(
    itemsOf(configured['statuswatch:notificationChannels']),
    RA.map(channelIn(configured['gcp:project'])),
  ),
  silenceDays: configured['statuswatch:silenceDays'],
});

const together = sequenceT(E.getApplicativeValidation(RA.getSemigroup<string>()));
const unlessMistaken = E.fromPredicate(RA.isEmpty<string>, identity<ReadonlyArray<string>>);

/**
 * The settings, or every mistake in them by name and never by value.
 * `encryptedKeys` is a JSON list of the keys that the stack keeps encrypted, as Pulumi gives it to a program.
 */
export const readSettings = (
  configuration: Configuration,
  encryptedKeys: string | undefined,
): E.Either<ReadonlyArray<string>, Settings> =>
  pipe(
    together(
      pipe(Configured.decode(configuration), E.mapLeft(wrongValues)),
      unlessMistaken(unknownSettings(configuration)),
      unlessMistaken(secretsInPlainText(configuration, encryptedKeys)),
      unlessMistaken(halfConfiguredSlack(configuration)),
    ),
    E.map(([configured]) => settingsOf(configured)),
  );
