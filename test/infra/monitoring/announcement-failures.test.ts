import test from 'ava';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { logFilter } from '../../../infra/logs/log-filter.ts';
import { announcerAlerts } from '../../../infra/monitoring/announcer-alerts.ts';
import { announceAndLog } from '../../../service/announcing/announce-and-log.ts';
import { refused } from '../../../service/announcing/announcement-error.ts';
import { incident } from '../../helpers/rehearsed-events.ts';
import { matchesFilter } from '../matches-filter.ts';
import { announcer, said } from '../stored-entries.ts';

const windowInSeconds = 30 * 60;
const maxWaitingInSeconds = 15 * 60;

const threshold = announcerAlerts({ name: 'slack', displayName: 'Slack', remedy: '' })
  .map(({ condition }) =>
    condition({
      project: 'demo-project',
      region: 'europe-west1',
      service: announcer,
      failuresMetric: 'logging.googleapis.com/user/failed',
      subscription: 's',
      deadLetterSubscription: 'd',
    }),
  )
  .flatMap(
    ({ conditionPrometheusQueryLanguage: query }) =>
      /increase\([^[]*\[30m\]\)\) > ([\d.]+)/.exec(JSON.stringify(query))?.slice(1) ?? [],
  )
  .map(Number)[0];

// As the subscription retries: after 10 seconds, 20, 40 … up to 10 minutes.
const attemptsFrom = (start: number, until: number): ReadonlyArray<number> => {
  const times: number[] = [];
  for (let at = start, pause = 10; at < until; at += pause, pause = Math.min(pause * 2, 600)) times.push(at);
  return times;
};

/** The times, in seconds, of the entries that count as failures while Slack refuses these events. */
const countedFailures = async (starts: ReadonlyArray<number>, until: number): Promise<ReadonlyArray<number>> => {
  const isCounted = matchesFilter(logFilter.failedAnnouncements([announcer]));
  const counted: number[] = [];
  const clock = { at: 0 };
  const announce = announceAndLog({
    target: { name: 'Slack', announce: () => TE.left(refused('invalid_auth')) },
    log: (...what) =>
      T.fromIO(() => {
        if (isCounted(said(announcer, ...what))) counted.push(clock.at);
      }),
    now: () => new Date(clock.at * 1000),
  });
  for (const at of starts.flatMap((start) => attemptsFrom(start, until)).toSorted((a, b) => a - b)) {
    clock.at = at;
    await announce(incident)();
  }
  return counted;
};

const within = (times: ReadonlyArray<number>, end: number): number =>
  times.filter((at) => at > end - windowInSeconds && at <= end).length;

test('opens the alert before an event has waited for 15 minutes, although failures that repeat are logged once a minute', async (t) => {
  for (const starts of [[0], [0, 0, 0, 0, 0], [0, 30, 60, 90]]) {
    const times = await countedFailures(starts, maxWaitingInSeconds);
    t.true(within(times, maxWaitingInSeconds - 1) > (threshold ?? Number.NaN), JSON.stringify(times));
  }
});

test('keeps the alert open while failures go on', async (t) => {
  const end = 6 * 60 * 60;
  const times = await countedFailures([0, 100, 200, 300, 400], end);
  for (let at = maxWaitingInSeconds; at <= end; at += 60) {
    t.true(within(times, at) > (threshold ?? Number.NaN), `at ${at}`);
    t.true(within(times, at) <= 30);
  }
});

test('does not open the alert for a few seconds in which many events fail', async (t) => {
  const times = await countedFailures(
    Array.from({ length: 50 }, (_, index) => index / 5),
    20,
  );
  t.deepEqual(times, [0]);
});
