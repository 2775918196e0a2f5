import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { webClient } from '../../../service/slack/api/web-client.ts';
import { announceByBot, type Channels } from '../../../service/slack/bot/announce-by-bot.ts';
import { announceEverything } from '../../helpers/announce-everything.ts';
import { type FakeSlack, fakeSlack } from '../../helpers/fake-slack.ts';
import { component, incident, now } from '../../helpers/rehearsed-events.ts';

const announceIn = ({ token, apiUrl }: FakeSlack, channels: Channels) =>
  announceByBot({ slack: webClient({ token, apiUrl, timeoutInMilliseconds: 10_000 }), now: () => now })(
    announceEverything,
    channels,
  );

const isRouted = test.macro<[string, ReadonlyArray<readonly [string, string]>, string]>({
  exec: async (t, _what, routes, channel) => {
    const slack = await fakeSlack(t);
    const announce = announceIn(slack, { routes: new Map(routes), otherwise: O.some(slack.channel) });
    await announce(incident)();
    await announce(component)();
    t.is(slack.threads(channel).length, 1);
    t.is(slack.threads('C0OTHER').length + slack.threads(slack.channel).length, 1);
  },
  title: (_, what) => `announces ${what}`,
});
test(isRouted, 'in the channel of the provider', [['github', 'C0OTHER']], 'C0OTHER');
test(isRouted, 'in the channel of the page', [['kctbh9vrtdwd', 'C0OTHER']], 'C0OTHER');
test(
  isRouted,
  'in the channel of the page rather than that of the provider',
  [
    ['github', 'C0STATUS'],
    ['kctbh9vrtdwd', 'C0OTHER'],
  ],
  'C0OTHER',
);
test(isRouted, 'in the default channel where no route matches', [['claude', 'C0OTHER']], 'C0STATUS');

test('suppresses an event that no route and no default channel covers', async (t) => {
  const slack = await fakeSlack(t);
  const announce = announceIn(slack, { routes: new Map([['claude', 'C0OTHER']]), otherwise: O.none });
  t.deepEqual(
    await announce({ ...incident, page: { ...incident.page, id: undefined } })(),
    E.right({ _tag: 'Suppressed', rule: 'ANNOUNCE_ROUTES' }),
  );
  t.is(slack.calls.length, 0);
});
