import { createServer } from 'node:http';
import ava, { type ExecutionContext } from 'ava';
import { pipe } from 'fp-ts/lib/function.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Announce } from '../../../service/announcing/announce.ts';
import { app } from '../../../service/programs/announcer/app.ts';
import { handlePush } from '../../../service/programs/announcer/handle-push.ts';
import { answering, fakeSlack, rateLimited } from '../../helpers/fake-slack.ts';
import { listen } from '../../helpers/listen.ts';
import { isPubsubEmulatorInstalled, pubsubEmulator } from '../../helpers/pubsub-emulator.ts';
import { base64, logEntryOf } from '../../helpers/push.ts';
import { eventsOf, now } from '../../helpers/rehearsed-events.ts';
import { slackBot } from '../../helpers/slack-bot.ts';

const serve = async (t: ExecutionContext, announce: Announce): Promise<string> => {
  const server = createServer(
    app({
      target: 'Slack',
      handle: handlePush({ target: { name: 'Slack', announce }, log: () => T.of(undefined), now: () => new Date() }),
      reportDefect: (error) => () => {
        t.fail(String(error));
        return Promise.resolve();
      },
      now: () => now,
    }),
  );
  return `http://127.0.0.1:${await listen(t, server)}/announce`;
};

const test = isPubsubEmulatorInstalled ? ava : ava.skip;

test('publish, push, one thread; again after Slack was down; and what can never be announced becomes a dead letter', async (t) => {
  t.timeout(120_000);
  const pubsub = await pubsubEmulator(t);
  const slack = await fakeSlack(t);
  const events = eventsOf('incident');
  const told = new Set<string>();
  const announce = slackBot(slack);
  let finish: () => void = () => undefined;
  const allAnnounced = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const endpoint = await serve(t, (event) =>
    pipe(
      announce(event),
      TE.chainFirstIOK(() => () => {
        told.add(JSON.stringify(event));
        if (told.size === events.length) {
          finish();
        }
      }),
    ),
  );
  await pubsub.put('topics/events', {});
  await pubsub.put('topics/dead-letters', {});
  await pubsub.put('subscriptions/dead-letters', { topic: 'projects/demo/topics/dead-letters' });
  await pubsub.put('subscriptions/announcer', {
    topic: 'projects/demo/topics/events',
    pushConfig: { pushEndpoint: endpoint },
    retryPolicy: { minimumBackoff: '0.1s', maximumBackoff: '0.5s' },
    deadLetterPolicy: { deadLetterTopic: 'projects/demo/topics/dead-letters', maxDeliveryAttempts: 5 },
  });

  slack.answerNext(answering(503, ''), undefined, rateLimited('1'));
  const poison = base64({ textPayload: 'no event' });
  await pubsub.publish('events', [poison]);
  for (const event of events) {
    await pubsub.publish('events', [base64(logEntryOf(event))]);
  }
  await allAnnounced;
  const threads = slack.threads().filter(({ metadata }) => metadata?.event_type === 'statuswatch_incident');
  t.is(threads.length, 1);
  t.is(threads[0]?.replies.filter(({ metadata }) => metadata?.event_type === 'statuswatch_update').length, 5);
  t.is((await pubsub.pull('dead-letters'))['data'], poison);
});
