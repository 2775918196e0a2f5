import test from 'ava';
import fc from 'fast-check';
import { logFilter } from '../../../infra/logs/log-filter.ts';
import { live, lives, type Outcome, type Written } from '../../pages/helpers/drill.ts';
import { laws } from '../../pages/helpers/drill-laws.ts';
import { matchesFilter } from '../matches-filter.ts';
import { poller, receiver, storedOf } from '../stored-entries.ts';

const numRuns = 6;

const storedBy = ({ by, entry }: Written) => storedOf(by === 'poll' ? poller : receiver, entry);

const lawsOfReports = laws.filter(({ name }) => name.startsWith('reports'));
const isReport = ({ entry }: Written) => 'reason' in (entry.payload ?? {});

/** The life as somebody sees it who is told of nothing but the alerts. */
const asAlerted = (outcome: Outcome): Outcome => {
  const isAlerted = matchesFilter(logFilter.missingWebhooks(poller));
  return { ...outcome, written: outcome.written.filter((it) => isAlerted(storedBy(it)) || !isReport(it)) };
};

test('alerts on lost webhooks exactly where some were lost, and counts and publishes what is news', async (t) => {
  t.is(lawsOfReports.length, 3);
  const recorders = [receiver, poller];
  const totals = { alerts: 0, published: 0, archived: 0 };
  await fc.assert(
    fc.asyncProperty(lives, async (life) => {
      const outcome = await live(life);
      for (const law of lawsOfReports) t.deepEqual(law(asAlerted(outcome)), [], law.name);
      const matching = (filter: string): ReadonlyArray<Written> => {
        const matches = matchesFilter(filter);
        return outcome.written.filter((it) => matches(storedBy(it)));
      };
      const isNews = ({ entry: { labels = {}, payload = {} } }: Written) =>
        'event' in payload && labels['backfill'] === undefined;
      const published = matching(logFilter.publishedEvents(recorders));
      t.deepEqual(published, outcome.written.filter(isNews));
      t.deepEqual(matching(logFilter.countedEvents(recorders)), published);
      t.deepEqual(matching(logFilter.archivedEntries(recorders)), outcome.written);
      t.true(matching(logFilter.countedEventsWithDelay(receiver)).every(({ by }) => by === 'webhook'));
      totals.alerts += matching(logFilter.missingWebhooks(poller)).length;
      totals.published += published.length;
      totals.archived += outcome.written.length;
    }),
    { numRuns, interruptAfterTimeLimit: 60_000 },
  );
  t.log(`${totals.archived} entries archived, ${totals.published} published, ${totals.alerts} alerts`);
});
