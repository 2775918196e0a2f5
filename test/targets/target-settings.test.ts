import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { readSettings } from '../../service/runtime/read-settings.ts';
import { targetConfigs, targetMistakes, targetSettings } from '../../service/targets/target-settings.ts';

const read = readSettings(t.strict(targetSettings, 'Settings'), targetMistakes);

const configsOf = (environment: Readonly<Record<string, string>>) => {
  const settings = read(environment);
  if (E.isLeft(settings)) throw new Error(settings.left.join('; '));
  return targetConfigs(settings.right);
};

const secret = `whsec_${Buffer.alloc(32, 'a').toString('base64')}`;

const every = {
  SLACK_WEBHOOK_URL: 'https://hooks.slack.com/services/T0/B0/hidden',
  TEAMS_WEBHOOK_URL: 'https://prod-1.westeurope.logic.azure.com:443/workflows/hidden?sig=hidden',
  PAGERDUTY_ROUTING_KEY: '0123456789abcdef0123456789abcdef',
  GOOGLE_CHAT_WEBHOOK_URL: 'https://chat.googleapis.com/v1/spaces/AAAA/messages?key=hidden&token=hidden',
  OUTGOING_WEBHOOK_URL: 'https://example.com/hidden',
  OUTGOING_WEBHOOK_SECRET: `${secret}, ${secret}`,
};

test('leads to every target that is set', (t) => {
  t.deepEqual(configsOf({}), []);
  t.deepEqual(
    configsOf(every).map(({ _tag }) => _tag),
    ['Slack', 'Teams', 'PagerDuty', 'GoogleChat', 'OutgoingWebhook'],
  );
  t.like(configsOf(every).at(-1), { config: { url: 'https://example.com/hidden', secrets: [secret, secret] } });
});

test('reaches PagerDuty in the EU if told to', (t) => {
  const { PAGERDUTY_ROUTING_KEY } = every;
  t.like(configsOf({ PAGERDUTY_ROUTING_KEY })[0], { config: { url: 'https://events.pagerduty.com/' } });
  t.like(configsOf({ PAGERDUTY_ROUTING_KEY, PAGERDUTY_URL: 'https://events.eu.pagerduty.com' })[0], {
    config: { url: 'https://events.eu.pagerduty.com/' },
  });
});

test('gives each target its own minimum impact over the common one', (t) => {
  const minImpacts = (environment: Readonly<Record<string, string>>) =>
    configsOf({ ...every, ...environment }).map(({ rules }) => rules.minImpact);
  t.deepEqual(minImpacts({}), ['none', 'none', 'none', 'none', 'none']);
  t.deepEqual(minImpacts({ ANNOUNCE_MIN_IMPACT: 'minor', PAGERDUTY_MIN_IMPACT: 'critical' }), [
    'minor',
    'minor',
    'critical',
    'minor',
    'minor',
  ]);
  t.deepEqual(
    minImpacts({ TEAMS_MIN_IMPACT: 'minor', GOOGLE_CHAT_MIN_IMPACT: 'major', OUTGOING_WEBHOOK_MIN_IMPACT: 'critical' }),
    ['none', 'minor', 'none', 'major', 'critical'],
  );
});

test('tells all mistakes at once, without a value', (t) => {
  const result = read({
    TEAMS_WEBHOOK_URL: 'https://hidden.webhook.office.com/webhookb2/hidden',
    TEAMS_MIN_IMPACT: 'hidden',
    PAGERDUTY_ROUTING_KEY: 'hidden',
    PAGERDUTY_URL: 'http://hidden.example.com',
    GOOGLE_CHAT_WEBHOOK_URL: 'https://chat.googleapis.com/v1/spaces/hidden/messages',
    OUTGOING_WEBHOOK_URL: 'http://hidden.example.com/',
  });
  t.deepEqual(
    result,
    E.left([
      'TEAMS_WEBHOOK_URL: expected the https URL of a workflow (Office 365 connectors are retired)',
      'TEAMS_MIN_IMPACT: expected one of none, minor, major, critical',
      'PAGERDUTY_ROUTING_KEY: expected an integration key of 32 letters and digits',
      'PAGERDUTY_URL: expected an https URL without a path',
      'GOOGLE_CHAT_WEBHOOK_URL: expected the https URL of a webhook, such as https://chat.googleapis.com/v1/spaces/…/messages?key=…&token=…',
      'OUTGOING_WEBHOOK_URL: expected an https URL',
      'OUTGOING_WEBHOOK_SECRET: expected one or two secrets, separated by a comma, each whsec_ and the base64 of 24 to 64 bytes, beside OUTGOING_WEBHOOK_URL',
    ]),
  );
});

for (const value of [
  'whsec_',
  'hidden secret',
  `whsec_${Buffer.alloc(23).toString('base64')}`,
  `${secret},${secret},${secret}`,
]) {
  test(`refuses a secret of ${value.length} characters that is of another form`, (t) => {
    t.true(E.isLeft(read({ ...every, OUTGOING_WEBHOOK_SECRET: value })));
  });
}

test('refuses a secret without a URL', (t) => {
  t.deepEqual(
    read({ OUTGOING_WEBHOOK_SECRET: secret }),
    E.left(['OUTGOING_WEBHOOK_URL: expected an https URL beside OUTGOING_WEBHOOK_SECRET']),
  );
});
