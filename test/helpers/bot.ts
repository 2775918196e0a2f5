import * as O from 'fp-ts/lib/Option.js';
import type { Announce } from '../../service/announcing/announce.ts';
import type { AnnouncerConfig } from '../../service/slack/announcer-settings.ts';
import { slackTarget } from '../../service/slack/slack-target.ts';
import type { FakeSlack } from './fake-slack.ts';
import { now as today } from './rehearsed-events.ts';

/** A fresh instance of what announces in a fake Slack: it knows nothing but what stands there. */
export const botIn = (
  { token, apiUrl, channel }: FakeSlack,
  rules: Partial<AnnouncerConfig['rules']> = {},
  now: () => Date = () => today,
): Announce =>
  slackTarget({ now })({
    rules: { minImpact: 'none', maintenance: true, components: new Set(), ...rules },
    by: { _tag: 'Bot', token, apiUrl, channels: { routes: new Map(), otherwise: O.some(channel) } },
  }).announce;
