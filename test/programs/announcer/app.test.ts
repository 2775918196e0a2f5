import test from 'ava';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import request from 'supertest';
import type { Announce } from '../../../service/announcing/announce.ts';
import { app } from '../../../service/programs/announcer/app.ts';
import { handlePush } from '../../../service/programs/announcer/handle-push.ts';
import { type Answer, answering, connectionLost, fakeSlack, rateLimited, refusing } from '../../helpers/fake-slack.ts';
import { base64, logEntryOf, pushOf } from '../../helpers/push.ts';
import { component, incident, now } from '../../helpers/rehearsed-events.ts';
import { slackBot } from '../../helpers/slack-bot.ts';

type Told = Readonly<{ severity: string; message: string; payload: unknown }>;

const announcer = (announce: Announce) => {
  const told: Told[] = [];
  const defects: unknown[] = [];
  const listener = app({
    target: 'Slack',
    handle: handlePush({
      target: { name: 'Slack', announce },
      log: (severity, message, payload) => () => {
        told.push({ severity, message, payload });
        return Promise.resolve();
      },
      now: () => now,
    }),
    reportDefect: (error) => () => {
      defects.push(error);
      return Promise.resolve();
    },
    now: () => now,
  });
  return { listener, told, defects };
};

const shouldNotBeCalled: Announce = () => () => Promise.reject(new Error('should not be called'));
const push = pushOf(base64(logEntryOf(incident)));

test('answers 200 when Slack has it', async (t) => {
  const slack = await fakeSlack(t);
  const { listener, told } = announcer(slackBot(slack));
  const response = await request(listener).post('/announce').send(push);
  t.deepEqual([response.status, response.body], [200, { result: 'announced' }]);
  t.is(slack.threads()[0]?.replies.length, 1);
  t.deepEqual(
    told.map(({ severity }) => severity),
    ['DEBUG'],
  );
});

test('answers 200 to what comes again, and tells nobody twice', async (t) => {
  const slack = await fakeSlack(t);
  await request(announcer(slackBot(slack)).listener)
    .post('/announce')
    .send(push);
  const response = await request(announcer(slackBot(slack)).listener)
    .post('/announce')
    .send(push);
  t.is(response.status, 200);
  t.is(slack.threads().length, 1);
  t.is(slack.threads()[0]?.replies.length, 1);
});

test('answers 200 to what a rule holds back, and logs the rule with the entry it held back', async (t) => {
  const slack = await fakeSlack(t);
  const { listener, told } = announcer(slackBot(slack, { components: new Set(['pages']) }));
  const response = await request(listener)
    .post('/announce')
    .send(pushOf(base64(logEntryOf(component))));
  t.deepEqual([response.status, response.body], [200, { result: 'suppressed', rule: 'ANNOUNCE_COMPONENTS' }]);
  t.deepEqual(told, [
    {
      severity: 'DEBUG',
      message: 'Suppressed by ANNOUNCE_COMPONENTS: GitHub component "Actions": operational → partial_outage',
      payload: { rule: 'ANNOUNCE_COMPONENTS', announced_insert_id: logEntryOf(component)['insertId'] },
    },
  ]);
});

const isSentAgain = test.macro<[string, Answer, string, string, string | undefined]>({
  exec: async (t, _what, trouble, severity, detail, retryAfter) => {
    const slack = await fakeSlack(t);
    const { listener, told } = announcer(slackBot(slack));
    slack.answerNext(trouble);
    const refused = await request(listener).post('/announce').send(push);
    t.is(refused.status, 503);
    t.is(refused.type, 'application/problem+json');
    t.is(refused.headers['retry-after'], retryAfter);
    t.deepEqual(refused.body, { type: 'about:blank', title: 'Service Unavailable', status: 503, detail });
    t.deepEqual(
      told.map((entry) => entry.severity),
      [severity],
    );
    t.notRegex(JSON.stringify(told), /xoxb|secret|127\.0\.0\.1/);
    t.false(told.some(({ payload }) => Object.hasOwn(payload as object, 'event')));
    t.is((await request(listener).post('/announce').send(push)).status, 200);
    t.is(slack.threads().length, 1);
  },
  title: (_, what) => `answers 503 when ${what}, and loses nothing`,
});
test(
  isSentAgain,
  'Slack limits',
  rateLimited('30'),
  'WARNING',
  'Slack is rate-limiting requests. Send it again later.',
  '30',
);
test(
  isSentAgain,
  'Slack limits for an unknown time',
  refusing('ratelimited'),
  'WARNING',
  'Slack is rate-limiting requests. Send it again later.',
  undefined,
);
test(
  isSentAgain,
  'Slack is down',
  answering(500, 'secret'),
  'WARNING',
  'Slack is unavailable. Send it again later.',
  undefined,
);
test(isSentAgain, 'Slack hangs up', connectionLost, 'WARNING', 'Slack is unavailable. Send it again later.', undefined);
test(
  isSentAgain,
  'what answers is not Slack',
  answering(200, '<html>secret</html>'),
  'WARNING',
  'Slack is unavailable. Send it again later.',
  undefined,
);
test(
  isSentAgain,
  'the token is wrong',
  refusing('invalid_auth'),
  'ERROR',
  'Slack refuses requests: invalid_auth. Fix that, then send it again.',
  undefined,
);
test(
  isSentAgain,
  'the bot is not in the channel',
  refusing('not_in_channel'),
  'ERROR',
  'Slack refuses requests: not_in_channel. Fix that, then send it again.',
  undefined,
);

test('answers 400 to what can never be announced, and says what was expected', async (t) => {
  const { listener, told } = announcer(shouldNotBeCalled);
  const response = await request(listener)
    .post('/announce')
    .send(pushOf(base64({ textPayload: 'secret' })));
  t.deepEqual(response.body, {
    type: 'about:blank',
    title: 'Bad Request',
    status: 400,
    detail: 'The body is not a push of a log entry with a status event',
    violations: ['message.data.jsonPayload: expected an object'],
  });
  t.deepEqual(told, [
    {
      severity: 'ERROR',
      message: 'A message holds no status event and can never be announced',
      payload: { reason: 'not_a_status_event', violations: ['message.data.jsonPayload: expected an object'] },
    },
  ]);
});

test('answers 400 to a body that cannot be read and 413 to one that is too large', async (t) => {
  const { listener } = announcer(shouldNotBeCalled);
  const broken = await request(listener).post('/announce').set('Content-Encoding', 'gzip').send('secret');
  t.is(broken.status, 400);
  const large = await request(listener)
    .post('/announce')
    .send('x'.repeat(4 * 1024 * 1024 + 1));
  t.is(large.status, 413);
});

test('answers 500 to a defect, and reports it', async (t) => {
  const { listener, defects } = announcer(shouldNotBeCalled);
  t.is((await request(listener).post('/announce').send(push)).status, 500);
  t.is(defects.length, 1);
});

test('says that it serves', async (t) => {
  const response = await request(announcer(shouldNotBeCalled).listener).get('/health');
  t.deepEqual([response.status, response.body], [200, { status: 'ok', time: '2026-03-01T12:00:00.000Z' }]);
});

const isRefused = test.macro<['get' | 'post' | 'delete', string, number, string | undefined]>({
  exec: async (t, method, path, status, allow) => {
    const response = await request(announcer(shouldNotBeCalled).listener)[method](path);
    t.is(response.status, status);
    t.is(response.headers['allow'], allow);
    t.is(response.type, 'application/problem+json');
  },
  title: (_, method, path, status) => `answers ${status} to ${method.toUpperCase()} ${path}`,
});
test(isRefused, 'get', '/announce', 405, 'POST');
test(isRefused, 'post', '/health', 405, 'GET, HEAD');
test(isRefused, 'get', '/', 404, undefined);
test(isRefused, 'delete', '/webhook/statuspage', 404, undefined);

test('lets events of one page wait for each other, so that they make one thread', async (t) => {
  const slack = await fakeSlack(t);
  const { listener } = announcer(slackBot(slack));
  const responses = await Promise.all(Array.from({ length: 10 }, () => request(listener).post('/announce').send(push)));
  t.deepEqual(new Set(responses.map(({ status }) => status)), new Set([200]));
  t.is(slack.threads().length, 1);
  t.is(slack.threads()[0]?.replies.length, 1);
});

test('announces nothing that did not come whole', async (t) => {
  const body = handlePush({
    target: { name: 'Slack', announce: shouldNotBeCalled },
    log: () => T.of(undefined),
    now: () => now,
  })(TE.left({ _tag: 'BodyInterrupted' }));
  t.like(await body(), { left: { _tag: 'BodyInterrupted' } });
});
