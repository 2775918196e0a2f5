import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { Announcement } from '../../service/slack/announce.ts';
import { describeAnnouncement, type Described } from '../../service/slack/describe-announcement.ts';
import type { SlackError } from '../../service/slack/slack-error.ts';
import { incident } from '../helpers/rehearsed-events.ts';

const what = 'GitHub incident "Delays in Actions": investigating, impact minor (Actions)';

const succeeded = (announcement: Announcement): E.Either<SlackError, Announcement> => E.right(announcement);
const failed = (error: SlackError): E.Either<SlackError, Announcement> => E.left(error);

const tells = test.macro<[string, E.Either<SlackError, Announcement>, Described]>({
  exec: (t, _what, outcome, described) => {
    t.deepEqual(describeAnnouncement(incident, outcome), described);
  },
  title: (_, name) => `tells ${name}`,
});
test(tells, 'at DEBUG what was announced', succeeded({ _tag: 'Announced' }), {
  severity: 'DEBUG',
  message: `Announced: ${what}`,
  payload: {},
});
test(
  tells,
  'at DEBUG what was held back, by which rule',
  succeeded({ _tag: 'HeldBack', rule: 'ANNOUNCE_COMPONENTS' }),
  {
    severity: 'DEBUG',
    message: `Held back by ANNOUNCE_COMPONENTS: ${what}`,
    payload: { rule: 'ANNOUNCE_COMPONENTS' },
  },
);
test(tells, 'as a WARNING that Slack limits us', failed({ _tag: 'SlackLimited', retryAfterInSeconds: O.some(30) }), {
  severity: 'WARNING',
  message: `Slack limits us, not announced yet: ${what}`,
  payload: { reason: 'rate_limited', retryAfterInSeconds: 30 },
});
test(
  tells,
  'as a WARNING that Slack limits us for an unknown time',
  failed({ _tag: 'SlackLimited', retryAfterInSeconds: O.none }),
  {
    severity: 'WARNING',
    message: `Slack limits us, not announced yet: ${what}`,
    payload: { reason: 'rate_limited' },
  },
);
test(tells, 'as a WARNING that Slack cannot be reached', failed({ _tag: 'SlackUnavailable', reason: 'HTTP 500' }), {
  severity: 'WARNING',
  message: `Slack cannot be reached (HTTP 500), not announced yet: ${what}`,
  payload: { reason: 'HTTP 500' },
});
test(tells, 'as an ERROR what an operator has to mend', failed({ _tag: 'SlackRefused', reason: 'invalid_auth' }), {
  severity: 'ERROR',
  message: `Slack refuses (invalid_auth), which has to be mended; not announced yet: ${what}`,
  payload: { reason: 'invalid_auth' },
});

test('stays short, and holds no event, which would be announced in its turn', (t) => {
  const { message, payload } = describeAnnouncement(
    { ...incident, incident: { ...incident.incident, name: 'x'.repeat(5000) } },
    succeeded({ _tag: 'Announced' }),
  );
  t.true(message.length < 1100);
  t.false('event' in payload);
});
