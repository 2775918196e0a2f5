import test from 'ava';
import { fakeSlack, noAnswer, rateLimited } from '../../helpers/fake-slack.ts';
import { mainOf, startProgram } from '../../helpers/start-program.ts';

const delivery = (id: string, status = 'investigating') => ({
  page: { id: 'kctbh9vrtdwd' },
  incident: { id, name: 'Delays', status, impact: 'major', incident_updates: [] },
});

const deliver = (origin: string, body: unknown): Promise<Response> =>
  fetch(`${origin}/webhook/statuspage`, { method: 'POST', body: JSON.stringify(body) });

const settingsFor = ({ token, channel, apiUrl }: Awaited<ReturnType<typeof fakeSlack>>) => ({
  SLACK_BOT_TOKEN: token,
  SLACK_CHANNEL: channel,
  SLACK_API_URL: apiUrl,
  LOG_LEVEL: 'debug',
});

test('announces after recording where it does not run on Cloud Run', async (t) => {
  const slack = await fakeSlack(t);
  const receiver = startProgram(t, [mainOf('programs/receiver')], { env: settingsFor(slack) });
  t.is((await deliver(await receiver.origin(), delivery('incident1'))).status, 200);
  await receiver.logged(/^Announced/);
  t.is(slack.threads().length, 1);
  t.notRegex(JSON.stringify(receiver.entries()), /xoxb/);
});

test('announces nothing on Cloud Run, where the announcer does', async (t) => {
  const slack = await fakeSlack(t);
  const receiver = startProgram(t, [mainOf('programs/receiver')], {
    env: { ...settingsFor(slack), K_SERVICE: 'receiver' },
  });
  t.is((await deliver(await receiver.origin(), delivery('incident1'))).status, 200);
  receiver.child.kill('SIGTERM');
  t.is(await receiver.ended, 0);
  t.is(slack.calls.length, 0);
});

test('answers without waiting for Slack, and tries again when Slack limits', async (t) => {
  const slack = await fakeSlack(t);
  const receiver = startProgram(t, [mainOf('programs/receiver')], { env: settingsFor(slack) });
  await receiver.logged(/^Slack is ready/);
  slack.answerNext(rateLimited('1'));
  t.is((await deliver(await receiver.origin(), delivery('incident1'))).status, 200);
  await receiver.logged(/^Slack is rate-limiting/);
  await receiver.logged(/^Announced/);
  t.is(slack.threads().length, 1);
});

test('lets what it announces reach Slack before it stops', async (t) => {
  const slack = await fakeSlack(t);
  const receiver = startProgram(t, [mainOf('programs/receiver')], { env: settingsFor(slack) });
  await receiver.logged(/^Slack is ready/);
  let goOn: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => {
    slack.answerNext((response, work) => {
      goOn = () => {
        work();
        response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"ok":true,"messages":[]}');
      };
      resolve();
    });
  });
  const origin = await receiver.origin();
  t.is((await deliver(origin, delivery('incident1'))).status, 200);
  await arrived;
  receiver.child.kill('SIGTERM');
  await t.throwsAsync(async () => {
    for (;;) {
      await fetch(`${origin}/health`);
    }
  });
  goOn();
  t.is(await receiver.ended, 0);
  t.is(slack.threads().length, 1);
});

test('tells what it gives up when Slack does not answer before the end of the grace', async (t) => {
  const slack = await fakeSlack(t);
  const receiver = startProgram(t, [mainOf('programs/receiver')], { env: settingsFor(slack) });
  await receiver.logged(/^Slack is ready/);
  slack.answerNext(rateLimited('60'));
  t.is((await deliver(await receiver.origin(), delivery('incident1'))).status, 200);
  await receiver.logged(/^Slack is rate-limiting/);
  receiver.child.kill('SIGTERM');
  t.is(await receiver.ended, 0);
  t.true(
    receiver
      .entries()
      .some(
        ({ severity, message }) =>
          severity === 'ERROR' && message === 'Events recorded but not announced before the shutdown: 1',
      ),
  );
});

test('says at its start what is wrong with Slack, and receives all the same', async (t) => {
  const slack = await fakeSlack(t);
  const receiver = startProgram(t, [mainOf('programs/receiver')], {
    env: { ...settingsFor(slack), SLACK_CHANNEL: 'C0UNINVITED', LOG_LEVEL: 'warning' },
  });
  t.like(await receiver.logged(/^Slack is not ready/), {
    severity: 'ERROR',
    message:
      'Slack is not ready: channel C0UNINVITED: the bot is not in it, so invite it there with /invite (not_in_channel)',
  });
  t.is(slack.threads('C0UNINVITED').length, 0);
});

test('starts without waiting for Slack', async (t) => {
  const slack = await fakeSlack(t);
  slack.answerNext(noAnswer);
  const receiver = startProgram(t, [mainOf('programs/receiver')], { env: settingsFor(slack) });
  t.is((await fetch(`${await receiver.origin()}/health`)).status, 200);
  t.false(receiver.entries().some(({ message }) => message.startsWith('Slack is ')));
});

test('refuses to start where Slack is half configured', async (t) => {
  const receiver = startProgram(t, [mainOf('programs/receiver')], { env: { SLACK_BOT_TOKEN: 'xoxb-secret' } });
  t.is(await receiver.ended, 1);
  t.like(receiver.entries()[0], {
    message: 'Not started: SLACK_CHANNEL: expected a channel id such as C0123456789 beside SLACK_BOT_TOKEN',
  });
});
