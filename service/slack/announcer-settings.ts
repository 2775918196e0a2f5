import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';
import type { Rules } from '../announcing/suppressed-by.ts';
import { optional } from '../codec/optional.ts';
import { commaSeparated, setting } from '../codec/setting.ts';
import type { Channels } from './bot/announce-by-bot.ts';

export type AnnouncerConfig = Readonly<{
  rules: Rules;
  by:
    | Readonly<{ _tag: 'Bot'; token: string; apiUrl: string; channels: Channels }>
    | Readonly<{ _tag: 'Webhook'; url: string }>;
}>;

const channel = /^[CG][A-Z0-9]{6,}$/;
const channelExample = 'a channel id such as C0123456789';

const matching = (expected: string, pattern: RegExp): t.Type<string, unknown> =>
  setting(expected, (text) => O.fromPredicate((trimmed: string) => pattern.test(trimmed))(text.trim()));

// What is secret goes over the network by https alone.
const SlackUrl = setting('an https URL', (text) =>
  pipe(
    O.fromNullable(URL.parse(text.trim())),
    O.filter(
      ({ protocol, hostname }) =>
        protocol === 'https:' || (protocol === 'http:' && /^(127\.0\.0\.1|localhost|\[::1\])$/.test(hostname)),
    ),
    O.map(({ href }) => href),
  ),
);

const flags = new Map([
  ['true', true],
  ['false', false],
]);
const Flag = setting('true or false', (text) => O.fromNullable(flags.get(text.trim().toLowerCase())));

const Names = setting('names or ids, separated by commas', (text) =>
  O.some(new Set(commaSeparated(text.toLowerCase()))),
);

const Routes = setting(`provider-or-page-id=channel,…, each ${channelExample}`, (text) => {
  const pairs = commaSeparated(text).map((item) => /^([^=]*[^=\s])\s*=\s*([^=\s]+)$/.exec(item));
  return pairs.every((pair) => pair !== null && channel.test(pair[2] ?? ''))
    ? O.some(new Map(pairs.map((pair) => [pair?.[1]?.toLowerCase() ?? '', pair?.[2] ?? ''])))
    : O.none;
});

/** The fields of the settings about Slack, for a program's codec to hold beside its own. */
export const announcerSettings = {
  SLACK_BOT_TOKEN: optional(matching('a bot token, which begins with xoxb-', /^xoxb-\S+$/)),
  SLACK_CHANNEL: optional(matching(channelExample, channel)),
  SLACK_WEBHOOK_URL: optional(SlackUrl),
  SLACK_API_URL: optional(SlackUrl),
  ANNOUNCE_MIN_IMPACT: optional(
    t.keyof({ none: null, minor: null, major: null, critical: null }, 'one of none, minor, major, critical'),
  ),
  ANNOUNCE_MAINTENANCE: optional(Flag),
  ANNOUNCE_COMPONENTS: optional(Names),
  ANNOUNCE_ROUTES: optional(Routes),
};

type AnnouncerSettings = t.TypeOfProps<typeof announcerSettings>;

/** Where a way to Slack is half set, or two are. */
export const announcerSettingsMistakes = (present: ReadonlySet<string>): ReadonlyArray<string> => {
  const hasToken = present.has('SLACK_BOT_TOKEN');
  const hasChannel = present.has('SLACK_CHANNEL') || present.has('ANNOUNCE_ROUTES');
  return [
    ...(hasToken && !hasChannel ? [`SLACK_CHANNEL: expected ${channelExample} beside SLACK_BOT_TOKEN`] : []),
    ...(!hasToken && hasChannel
      ? ['SLACK_BOT_TOKEN: expected a bot token beside SLACK_CHANNEL and ANNOUNCE_ROUTES']
      : []),
    ...(hasToken && present.has('SLACK_WEBHOOK_URL')
      ? ['SLACK_WEBHOOK_URL: expected none beside SLACK_BOT_TOKEN']
      : []),
  ];
};

/** How to announce, where Slack is configured. */
export const announcerConfig = (settings: AnnouncerSettings): O.Option<AnnouncerConfig> => {
  const rules: Rules = {
    minImpact: settings.ANNOUNCE_MIN_IMPACT ?? 'none',
    maintenance: settings.ANNOUNCE_MAINTENANCE ?? true,
    components: settings.ANNOUNCE_COMPONENTS ?? new Set(),
  };
  const { SLACK_BOT_TOKEN: token, SLACK_WEBHOOK_URL: url } = settings;
  return token !== undefined
    ? O.some({
        rules,
        by: {
          _tag: 'Bot',
          token,
          apiUrl: settings.SLACK_API_URL ?? 'https://slack.com/api/',
          channels: {
            routes: settings.ANNOUNCE_ROUTES ?? new Map(),
            otherwise: O.fromNullable(settings.SLACK_CHANNEL),
          },
        },
      })
    : url !== undefined
      ? O.some({ rules, by: { _tag: 'Webhook', url } })
      : O.none;
};
