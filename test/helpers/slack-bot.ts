import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { Announce } from '../../service/announcing/announce.ts';
import type { Rules } from '../../service/announcing/suppressed-by.ts';
import type { StatusEvent } from '../../service/domain/status-event.ts';
import { slackTarget } from '../../service/slack/slack-target.ts';
import { announceEverything } from './announce-everything.ts';
import type { FakeSlack } from './fake-slack.ts';
import { now as today } from './rehearsed-events.ts';

/** A new instance that announces in a fake Slack. It knows only what the channel shows. */
export const slackBot = (
  { token, apiUrl, channel }: FakeSlack,
  rules: Partial<Rules> = {},
  now: () => Date = () => today,
): Announce =>
  slackTarget({ now, boardUrl: O.none })(
    { ...announceEverything, ...rules },
    { _tag: 'Bot', token, apiUrl, channels: { routes: new Map(), otherwise: O.some(channel) } },
  ).announce;

export const announceAll = async (announce: Announce, events: ReadonlyArray<StatusEvent>): Promise<void> => {
  for (const event of events) {
    const outcome = await announce(event)();
    if (E.isLeft(outcome)) {
      throw new Error(outcome.left._tag);
    }
  }
};
