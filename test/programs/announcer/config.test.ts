import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { readConfig } from '../../../service/programs/announcer/config.ts';

const url = 'https://hooks.slack.com/services/T0/B0/secret';

test('reads where to listen, how to log and whom to tell', (t) => {
  t.like(readConfig({ PORT: '8080', LOG_LEVEL: 'debug', SLACK_WEBHOOK_URL: url, ANNOUNCE_MAINTENANCE: 'false' }), {
    right: {
      port: 8080,
      logLevel: 'debug',
      target: { _tag: 'Slack', rules: { maintenance: false }, config: { _tag: 'Webhook', url } },
    },
  });
});

test('has defaults for all but Slack', (t) => {
  t.like(readConfig({ SLACK_WEBHOOK_URL: url }), {
    right: { isOnCloudRun: false, port: 8000, logLevel: 'info', projectId: O.none },
  });
});

test('refuses where there is nobody to tell, with all other mistakes', (t) => {
  t.deepEqual(
    readConfig({ PORT: 'x', SLACK_BOT_TOKEN: ' ' }),
    E.left([
      'PORT: expected a port from 0 to 65535',
      'SLACK_BOT_TOKEN, SLACK_WEBHOOK_URL, TEAMS_WEBHOOK_URL, PAGERDUTY_ROUTING_KEY, GOOGLE_CHAT_WEBHOOK_URL or OUTGOING_WEBHOOK_URL: expected one of them, else there is nobody to tell',
    ]),
  );
});

test('refuses more than one target, since a push has one answer', (t) => {
  t.deepEqual(
    readConfig({ SLACK_WEBHOOK_URL: url, PAGERDUTY_ROUTING_KEY: 'a'.repeat(32) }),
    E.left(['SLACK_WEBHOOK_URL, PAGERDUTY_ROUTING_KEY: expected one of them, as an announcer has one target']),
  );
});
