import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as t from 'io-ts';
import { targetUrl } from '../announcing/posting/target-url.ts';
import { optional } from '../codec/optional.ts';
import { keyValuePairs, setting } from '../codec/setting.ts';
import type { Channels } from './bot/announce-by-bot.ts';

/** How to reach Slack. */
export type SlackConfig =
  | Readonly<{ _tag: 'Bot'; token: string; apiUrl: string; channels: Channels }>
  | Readonly<{ _tag: 'Webhook'; url: string }>;

const channelId = /^[CG][A-Z0-9]{6,}$/;
const channelExample = 'a channel id such as C0123456789';

const matching = (expected: string, pattern: RegExp): t.Type<string, unknown> =>
  setting(
    expected,
    O.fromPredicate((text) => pattern.test(text)),
  );

const Routes = setting(`provider-or-page-id=channel,…, each ${channelExample}`, (text) =>
  pipe(
    keyValuePairs(text),
    O.filter((pairs) => pairs.every(([, channel]) => channelId.test(channel))),
    O.map((pairs) => new Map(pairs.map(([page, channel]) => [page.toLowerCase(), channel]))),
  ),
);

/** Slack's settings, as fields for a program's codec. */
export const slackSettings = {
  SLACK_BOT_TOKEN: optional(matching('a bot token, which begins with xoxb-', /^xoxb-\S+$/)),
  SLACK_CHANNEL: optional(matching(channelExample, channelId)),
  SLACK_WEBHOOK_URL: optional(targetUrl()),
  SLACK_API_URL: optional(targetUrl()),
  ANNOUNCE_ROUTES: optional(Routes),
};

type SlackSettings = t.TypeOfProps<typeof slackSettings>;

/** A bot and a webhook exclude each other, and a bot needs a token and a channel. */
export const slackSettingsMistakes = (present: ReadonlySet<string>): ReadonlyArray<string> => {
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

/** None where no setting leads to Slack. */
export const slackConfig = (settings: SlackSettings): O.Option<SlackConfig> => {
  const { SLACK_BOT_TOKEN: token, SLACK_WEBHOOK_URL: url } = settings;
  if (token !== undefined) {
    return O.some({
      _tag: 'Bot',
      token,
      apiUrl: settings.SLACK_API_URL ?? 'https://slack.com/api/',
      channels: {
        routes: settings.ANNOUNCE_ROUTES ?? new Map(),
        otherwise: O.fromNullable(settings.SLACK_CHANNEL),
      },
    });
  }
  return url === undefined ? O.none : O.some({ _tag: 'Webhook', url });
};
