import test from 'ava';
import { fakeSlack } from '../../helpers/fake-slack.ts';
import { eventsOf, isIncident } from '../../helpers/rehearsed-events.ts';
import { announceAll, slackBot } from '../../helpers/slack-bot.ts';

// Cloud Run may exceed a service's maximum of one instance for a moment: https://cloud.google.com/run/docs/configuring/max-instances
test('two announcers that start an incident at once make two threads, and the older one is followed to the end', async (t) => {
  const [first, ...others] = eventsOf('incident').filter(isIncident);
  if (first === undefined) throw new Error('there is no event');
  const expected = await fakeSlack(t);
  await announceAll(slackBot(expected), [first, ...others]);
  const [thread] = expected.threads();

  const slack = await fakeSlack(t);
  await Promise.all([slackBot(slack), slackBot(slack)].map((announce) => announceAll(announce, [first])));
  const [, abandoned] = slack.threads();
  t.not(abandoned, undefined);

  await announceAll(slackBot(slack), others);
  const [followed, ...left] = slack.threads();
  t.deepEqual(left, [abandoned]);
  t.is(followed?.text, thread?.text);
  t.deepEqual(
    followed?.replies.map(({ text }) => text),
    thread?.replies.map(({ text }) => text),
  );
});
