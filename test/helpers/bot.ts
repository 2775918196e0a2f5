import * as O from 'fp-ts/lib/Option.js';
import type { Announce } from '../../service/announcing/announce.ts';
import type { Rules } from '../../service/announcing/suppressed-by.ts';
import { slackTarget } from '../../service/slack/slack-target.ts';
import type { FakeSlack } from './fake-slack.ts';
import { now as today } from './rehearsed-events.ts';

/** A fresh instance of what announces in a fake Slack: it knows nothing but what stands there. */
export const botIn = (
  { token, apiUrl, channel }: FakeSlack,
  rules: Partial<Rules> = {},
  now: () => Date = () => today,
): Announce =>
  slackTarget({ now })(
    { minImpact: 'none', maintenance: true, components: new Set(), ...rules },
    { _tag: 'Bot', token, apiUrl, channels: { routes: new Map(), otherwise: O.some(channel) } },
  ).announce;
