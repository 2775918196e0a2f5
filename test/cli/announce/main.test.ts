import test from 'ava';
import { fakePagerDuty } from '../../helpers/fake-pagerduty.ts';
import { runCli } from '../../helpers/run-cli.ts';

test('announces a rehearsed incident to the target', async (t) => {
  const pagerDuty = await fakePagerDuty(t);
  const { code, stdout, stderr } = await runCli(t, 'announce', ['--target', 'pagerduty', 'edit'], {
    PAGERDUTY_ROUTING_KEY: pagerDuty.routingKey,
    PAGERDUTY_URL: pagerDuty.origin,
    BOARD_URL: 'https://board.example.com',
  });
  t.is(stderr, '');
  t.is(code, 0);
  const lines = stdout.trim().split('\n');
  t.is(lines.length, 5);
  t.regex(
    lines[0] ?? '',
    /^1\/5 Announced: Rehearsal: status\.example\.com incident "Delayed notifications": investigating, impact minor \(Notifications\)$/,
  );
  t.deepEqual(
    pagerDuty.alerts.map(({ isResolved }) => isResolved),
    [true],
  );
});

test('says why a target did not accept an event, and exits with 1', async (t) => {
  const pagerDuty = await fakePagerDuty(t);
  const { code, stdout } = await runCli(t, 'announce', ['--target', 'pagerduty', 'critical'], {
    PAGERDUTY_ROUTING_KEY: 'f'.repeat(32),
    PAGERDUTY_URL: pagerDuty.origin,
  });
  t.is(code, 1);
  t.regex(stdout, /^1\/4 PagerDuty refuses requests until this is fixed: HTTP 400: invalid event; not announced yet: /);
  t.notRegex(stdout, /ffffff|127\.0\.0\.1/);
});

test('tells all that is wrong with a command, and exits with 2', async (t) => {
  const wrong = await runCli(t, 'announce', ['--target', 'nowhere', 'nothing']);
  t.is(wrong.code, 2);
  t.regex(wrong.stderr, /expected a scenario with events, one of incident, maintenance/);
  t.regex(wrong.stderr, /--target: expected one of slack, teams, pagerduty, google-chat, webhook/);
  const unset = await runCli(t, 'announce', ['--target', 'teams', 'incident']);
  t.is(unset.code, 2);
  t.regex(unset.stderr, /^announce: TEAMS_WEBHOOK_URL: expected it for --target teams$/m);
  t.is((await runCli(t, 'announce', ['--target', 'teams'])).code, 2);
});
