import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { Announcement } from '../../service/announcing/announce.ts';
import type { AnnouncementError } from '../../service/announcing/announcement-error.ts';
import { type AnnouncementEntry, describeAnnouncement } from '../../service/announcing/describe-announcement.ts';
import { incident } from '../helpers/rehearsed-events.ts';

const what = 'GitHub incident "Delays in Actions": investigating, impact minor (Actions)';

const succeeded = (announcement: Announcement): E.Either<AnnouncementError, Announcement> => E.right(announcement);
const failed = (error: AnnouncementError): E.Either<AnnouncementError, Announcement> => E.left(error);

const describes = test.macro<[string, E.Either<AnnouncementError, Announcement>, AnnouncementEntry]>({
  exec: (t, _what, outcome, described) => {
    t.deepEqual(describeAnnouncement('Slack')(incident, outcome), described);
  },
  title: (_, name) => `describes ${name}`,
});
test(describes, 'an announced event at DEBUG', succeeded({ _tag: 'Announced' }), {
  severity: 'DEBUG',
  message: `Announced: ${what}`,
  payload: {},
});
test(
  describes,
  'a suppressed event at DEBUG, with the rule',
  succeeded({ _tag: 'Suppressed', rule: 'ANNOUNCE_COMPONENTS' }),
  {
    severity: 'DEBUG',
    message: `Suppressed by ANNOUNCE_COMPONENTS: ${what}`,
    payload: { rule: 'ANNOUNCE_COMPONENTS' },
  },
);
test(describes, 'a rate limit as a WARNING', failed({ _tag: 'RateLimited', retryAfterInSeconds: O.some(30) }), {
  severity: 'WARNING',
  message: `Slack is rate-limiting requests; not announced yet: ${what}`,
  payload: { reason: 'rate_limited', retryAfterInSeconds: 30 },
});
test(
  describes,
  'a rate limit of unknown length as a WARNING',
  failed({ _tag: 'RateLimited', retryAfterInSeconds: O.none }),
  {
    severity: 'WARNING',
    message: `Slack is rate-limiting requests; not announced yet: ${what}`,
    payload: { reason: 'rate_limited' },
  },
);
test(describes, 'an outage of Slack as a WARNING', failed({ _tag: 'Unavailable', reason: 'HTTP 500' }), {
  severity: 'WARNING',
  message: `Slack is unavailable (HTTP 500); not announced yet: ${what}`,
  payload: { reason: 'HTTP 500' },
});
for (const [reason, words] of [
  ['ECONNREFUSED', 'the connection was refused'],
  ['ENOTFOUND', 'its name is not known'],
  ['UND_ERR_SOCKET', 'the connection was closed'],
  ['ETIMEDOUT', 'no connection in time'],
] as const) {
  test(describes, `${reason} in words, with its code as the reason`, failed({ _tag: 'Unavailable', reason }), {
    severity: 'WARNING',
    message: `Slack is unavailable (${words}: ${reason}); not announced yet: ${what}`,
    payload: { reason },
  });
}
test(describes, 'what an operator has to fix as an ERROR', failed({ _tag: 'Refused', reason: 'invalid_auth' }), {
  severity: 'ERROR',
  message: `Slack refuses requests until this is fixed: invalid_auth; not announced yet: ${what}`,
  payload: { reason: 'invalid_auth' },
});

test('stays short, and has no event that would be announced in turn', (t) => {
  const { message, payload } = describeAnnouncement('Slack')(
    { ...incident, incident: { ...incident.incident, name: 'x'.repeat(5000) } },
    succeeded({ _tag: 'Announced' }),
  );
  t.true(message.length < 1100);
  t.false('event' in payload);
});
