import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { fakeSlack } from '../helpers/fake-slack.ts';
import { startProgram } from '../helpers/start-program.ts';
import { builtApp } from './helpers/built-app.ts';

const built = builtApp();

test('keeps Slack’s code in a bundle of its own, which the receiver loads only to announce', async (t) => {
  const { app } = await built;
  const file = (name: string) => readFileSync(path.join(app, 'service', name), 'utf8');
  t.false(file('programs/receiver/main.cjs').includes('chat.postMessage'));
  t.true(file('slack/slack-target.cjs').includes('chat.postMessage'));

  const slack = await fakeSlack(t);
  const { child, origin, lines, ended } = startProgram(t, [path.join(app, 'boot.cjs'), 'receiver'], {
    env: { SLACK_BOT_TOKEN: slack.token, SLACK_CHANNEL: slack.channel, SLACK_API_URL: slack.apiUrl },
  });
  const body = '{"incident":{"id":"a","name":"b","status":"investigating"}}';
  t.is((await fetch(`${await origin()}/webhook/statuspage`, { method: 'POST', body })).status, 200);
  child.kill();
  await ended;
  t.is(slack.threads().length, 1, lines().join('\n'));
});
