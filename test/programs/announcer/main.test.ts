import test from 'ava';
import { fakeSlack, rateLimited } from '../../helpers/fake-slack.ts';
import { base64, logEntryOf, pushOf } from '../../helpers/push.ts';
import { eventsOf, incident } from '../../helpers/rehearsed-events.ts';
import { mainOf, startProgram } from '../../helpers/start-program.ts';
import { deserted } from '../../sending/helpers/fake-receiver.ts';

const post = (origin: string, event = incident as Parameters<typeof logEntryOf>[0]): Promise<Response> =>
  fetch(`${origin}/announce`, { method: 'POST', body: JSON.stringify(pushOf(base64(logEntryOf(event)))) });

test('announces a whole incident in one thread, across a restart, and logs nothing secret', async (t) => {
  const slack = await fakeSlack(t);
  const settings = {
    SLACK_BOT_TOKEN: slack.token,
    SLACK_CHANNEL: slack.channel,
    SLACK_API_URL: slack.apiUrl,
    LOG_LEVEL: 'debug',
  };
  const events = eventsOf('incident');
  const first = startProgram(t, [mainOf('programs/announcer')], { env: settings });
  for (const event of events.slice(0, 6)) {
    t.is((await post(await first.origin(), event)).status, 200);
  }
  first.child.kill('SIGTERM');
  t.is(await first.ended, 0);
  const second = startProgram(t, [mainOf('programs/announcer')], { env: settings });
  await second.logged(/^Slack is ready/);
  slack.answerNext(rateLimited('1'));
  t.is((await post(await second.origin(), events[6])).status, 503);
  for (const event of events.slice(4)) {
    t.is((await post(await second.origin(), event)).status, 200);
  }
  t.is(slack.threads().length, 1);
  t.is(slack.threads()[0]?.replies.length, 5);
  const logged = JSON.stringify([...first.entries(), ...second.entries()]);
  t.notRegex(logged, /xoxb|127\.0\.0\.1/);
  t.notRegex(logged, /"event":/);
});

test('lets what is in flight reach Slack before it stops', async (t) => {
  const slack = await fakeSlack(t);
  let goOn: () => void = () => undefined;
  const announcer = startProgram(t, [mainOf('programs/announcer')], { env: { SLACK_WEBHOOK_URL: slack.webhookUrl } });
  const arrived = new Promise<void>((resolve) => {
    slack.answerNext((response) => {
      goOn = () => response.end('ok');
      resolve();
    });
  });
  const answer = post(await announcer.origin());
  await arrived;
  announcer.child.kill('SIGTERM');
  await new Promise((resolve) => setImmediate(resolve));
  goOn();
  t.is((await answer).status, 200);
  t.is(await announcer.ended, 0);
  t.is(announcer.entries().at(-1)?.message, 'Stopped: SIGTERM');
});

test('says at its start that Slack cannot be reached, and starts', async (t) => {
  const announcer = startProgram(t, [mainOf('programs/announcer')], {
    env: { SLACK_BOT_TOKEN: 'xoxb-secret', SLACK_CHANNEL: 'C0STATUS', SLACK_API_URL: `${await deserted()}/api/` },
  });
  t.is((await fetch(`${await announcer.origin()}/health`)).status, 200);
  t.like(await announcer.logged(/^Slack could not be checked/), {
    severity: 'WARNING',
    message: 'Slack could not be checked: the connection was refused: ECONNREFUSED',
  });
});

test('refuses to start where there is nobody to tell, and names every mistake without its value', async (t) => {
  const announcer = startProgram(t, [mainOf('programs/announcer')], { env: { ANNOUNCE_MIN_IMPACT: 'secret' } });
  t.is(await announcer.ended, 1);
  t.like(announcer.entries()[0], {
    severity: 'CRITICAL',
    message:
      'Not started: ANNOUNCE_MIN_IMPACT: expected one of none, minor, major, critical; SLACK_BOT_TOKEN, SLACK_WEBHOOK_URL, TEAMS_WEBHOOK_URL, PAGERDUTY_ROUTING_KEY, GOOGLE_CHAT_WEBHOOK_URL or OUTGOING_WEBHOOK_URL: expected one of them, else there is nobody to tell',
  });
});
