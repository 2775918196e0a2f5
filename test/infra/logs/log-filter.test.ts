import test from 'ava';
import { logFilter } from '../../../infra/logs/log-filter.ts';
import { matchesFilter } from '../matches-filter.ts';
import { announcer, poller, receiver, storedEntries } from '../stored-entries.ts';

const events = /^an? .*(incident|postmortem|maintenance|outage)$/;
const counted = /^an? (?!rehearsal).*(incident|postmortem|maintenance|outage)$/;
const polled = /^polled: /;
const backfilled = /^backfilled: /;
const reported = /^reported: /;
const refused = /^refused: /;
const notAnnounced = /^not announced: /;

const recorders = [receiver, poller];

/** Each filter with the names of the entries that it is for, or a pattern of them. */
const expectations: Readonly<
  Record<keyof typeof logFilter, readonly [filter: string, names: ReadonlyArray<string | RegExp>]>
> = {
  archivedEntries: [
    logFilter.archivedEntries(recorders),
    [
      events,
      polled,
      backfilled,
      reported,
      refused,
      'unrecognised',
      'the state of a page',
      'a pass',
      'a pass that failed',
    ],
  ],
  statusEvents: [logFilter.statusEvents(recorders), [events, polled, backfilled]],
  publishedEvents: [logFilter.publishedEvents(recorders), [events, polled]],
  countedEvents: [logFilter.countedEvents(recorders), [counted, polled]],
  countedEventsWithDelay: [
    logFilter.countedEventsWithDelay(receiver),
    [/^an? (?!rehearsal|old).*(incident|postmortem|maintenance|outage)$/],
  ],
  unresolvedIncidents: [
    logFilter.unresolvedIncidents(recorders),
    ['a critical incident', 'a major incident', 'a minor incident', 'polled: a critical incident'],
  ],
  severeIncidents: [
    logFilter.severeIncidents(recorders),
    ['a critical incident', 'a major incident', 'polled: a critical incident'],
  ],
  resolvedIncidents: [
    logFilter.resolvedIncidents(recorders),
    ['a resolved incident', 'an old incident', 'polled: a resolved incident'],
  ],
  incidentHistory: [logFilter.incidentHistory(recorders, 'polled'), [polled, backfilled]],
  unrecognisedDeliveries: [logFilter.unrecognisedDeliveries(receiver), ['unrecognised']],
  refusedDeliveries: [logFilter.refusedDeliveries(receiver), [refused]],
  refusedAndUnrecognisedDeliveries: [logFilter.refusedAndUnrecognisedDeliveries(receiver), [refused, 'unrecognised']],
  missingWebhooks: [logFilter.missingWebhooks(poller), ['reported: webhooks missing']],
  unreadablePages: [logFilter.unreadablePages(poller), ['reported: page unreadable']],
  pageReports: [logFilter.pageReports(poller), [reported]],
  failedAnnouncements: [logFilter.failedAnnouncements([announcer]), [notAnnounced]],
  containerFailures: [
    logFilter.containerFailures([receiver, poller, announcer]),
    ['not started', 'announcer not started', 'poller not started', 'a crash', 'a probe that failed'],
  ],
  warningsAndErrors: [
    logFilter.warningsAndErrors([receiver, poller, announcer]),
    [
      refused,
      notAnnounced,
      'unrecognised',
      'not started',
      'announcer not started',
      'poller not started',
      'reported: webhooks missing',
      'reported: page unreadable',
      'reported: page changed',
      'a pass that failed',
      'a bug',
      'a crash',
      'a probe that failed',
    ],
  ],
  webhookRequests: [logFilter.webhookRequests(receiver), ['a refused request', 'a failed request']],
  handledRequests: [
    logFilter.handledRequests(recorders),
    ['a refused request', 'a question for health', 'a request to poll'],
  ],
};

Object.entries(expectations).forEach(([name, [filter, expected]]) => {
  test(`${name} matches exactly the entries that it is for`, async (t) => {
    const entries = await storedEntries(t);
    const expectedNames = expected.flatMap((pattern) => {
      if (typeof pattern === 'string') return [pattern];
      const names = entries.map(([entryName]) => entryName).filter((entryName) => pattern.test(entryName));
      t.true(names.length > 0, String(pattern));
      return names;
    });
    t.deepEqual(
      entries.flatMap(([entryName, entry]) => (matchesFilter(filter)(entry) ? [entryName] : [])).toSorted(),
      expectedNames.toSorted(),
      filter,
    );
  });
});

test('is evaluated as by Cloud Logging: OR binds closer than AND, and comparisons ignore case', async (t) => {
  const [, entry] = (await storedEntries(t)).find(([name]) => name === 'a critical incident') ?? [];
  if (entry === undefined) throw new Error('there is no entry');
  const holds = (filter: string) => matchesFilter(filter)(entry);
  t.true(holds('severity="critical"'));
  t.false(holds('severity=CRITICAL OR severity=ERROR AND labels.kind="component"'));
  t.true(holds('severity=CRITICAL OR (severity=ERROR AND labels.kind="component")'));
  t.false(holds('labels.none!="something"'));
  t.true(holds('NOT labels.none:*'));
  t.true(holds('severity>=ERROR\njsonPayload.delaySeconds<10'));
  t.throws(() => holds('severity=(ERROR OR'));
  t.throws(() => holds('severity ~ ERROR'));
});
