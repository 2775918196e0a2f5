import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { fakeSlack } from '../helpers/fake-slack.ts';
import { startProgram } from '../helpers/start-program.ts';
import { fakePage } from '../pages/helpers/fake-page.ts';
import { statuspageDocuments } from '../pages/helpers/page-documents.ts';
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

test('keeps the code for polling in bundles of their own, which the receiver loads only to poll', async (t) => {
  const { app } = await built;
  const file = (name: string) => readFileSync(path.join(app, 'service', name), 'utf8');
  t.false(file('programs/receiver/main.cjs').includes('/api/v2/summary.json'));
  t.true(file('programs/receiver/polling.cjs').includes('/api/v2/summary.json'));

  const page = await fakePage(t, statuspageDocuments);
  const receiver = startProgram(t, [path.join(app, 'boot.cjs'), 'receiver'], { env: { POLL_PAGES: page.origin } });
  const { message } = await receiver.logged(/^Polled/);
  t.is(message, 'Polled 1 pages: 1 read, 0 unreadable, 3 new entries');
});

test('keeps the board in a bundle of its own, which the receiver loads only where it shows one', async (t) => {
  const { app } = await built;
  const file = (name: string) => readFileSync(path.join(app, 'service', name), 'utf8');
  t.false(file('programs/receiver/main.cjs').includes('Nothing is broken'));
  t.true(file('programs/board/local-board.cjs').includes('Nothing is broken'));

  const local = startProgram(t, [path.join(app, 'boot.cjs'), 'receiver']);
  const [, board = ''] = /Board: (\S+)\. /.exec((await local.logged(/^Listening/)).message) ?? [];
  for (const page of ['/', '/board.css', '/docs', '/docs/swagger-ui.css'])
    t.is((await fetch(board + page)).status, 200, page);

  const onCloudRun = startProgram(t, [path.join(app, 'boot.cjs'), 'receiver'], { env: { K_SERVICE: 'receiver' } });
  t.false((await onCloudRun.logged(/^Listening/)).message.includes('Board'));
});
