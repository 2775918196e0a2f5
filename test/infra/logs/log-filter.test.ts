import test from 'ava';
import { logFilter } from '../../../infra/logs/log-filter.ts';
import { matchesFilter } from '../matches-filter.ts';
import { announcer, receiver, storedEntries } from '../stored-entries.ts';

const named = (pattern: RegExp) => storedEntries.map(([what]) => what).filter((what) => pattern.test(what));
const ours = named(/^(?!.* of another service)/);
const events = ours.filter((what) => /^(a|an) .*(incident|postmortem|maintenance|outage)$/.test(what));
const refused = named(/^refused: /);

const wanted: Readonly<Record<keyof typeof logFilter, readonly [filter: string, matched: ReadonlyArray<string>]>> = {
  deliveries: [logFilter.deliveries(receiver), [...events, ...refused, 'unrecognised']],
  statusEvents: [logFilter.statusEvents(receiver), events],
  statusEventsWithDelay: [
    logFilter.statusEventsWithDelay(receiver),
    events.filter((what) => what !== 'an old incident'),
  ],
  unresolvedIncidents: [
    logFilter.unresolvedIncidents(receiver),
    ['a critical incident', 'a major incident', 'a minor incident'],
  ],
  severeIncidents: [logFilter.severeIncidents(receiver), ['a critical incident', 'a major incident']],
  resolvedIncidents: [logFilter.resolvedIncidents(receiver), ['a resolved incident', 'an old incident']],
  incidentHistory: [logFilter.incidentHistory(receiver, 'old'), ['an old incident']],
  unrecognisedDeliveries: [logFilter.unrecognisedDeliveries(receiver), ['unrecognised']],
  refusedDeliveries: [logFilter.refusedDeliveries(receiver), refused],
  refusedAndUnrecognisedDeliveries: [
    logFilter.refusedAndUnrecognisedDeliveries(receiver),
    [...refused, 'unrecognised'],
  ],
  failedAnnouncements: [logFilter.failedAnnouncements([announcer]), named(/^not announced: /)],
  containerFailures: [
    logFilter.containerFailures([receiver, announcer]),
    ['not started', 'announcer not started', 'ended by a defect', 'a probe that failed'],
  ],
  warningsAndErrors: [
    logFilter.warningsAndErrors([receiver, announcer]),
    [
      ...refused,
      ...named(/^not announced: /),
      'unrecognised',
      'not started',
      'announcer not started',
      'a defect',
      'ended by a defect',
      'a probe that failed',
    ],
  ],
  webhookRequests: [logFilter.webhookRequests(receiver), ['a refused request', 'a failed request']],
  handledRequests: [logFilter.handledRequests(receiver), ['a refused request', 'a question for health']],
};

Object.entries(wanted).forEach(([name, [filter, matched]]) => {
  test(`${name} matches what it is for in the log, and nothing else`, (t) => {
    t.true(matched.length > 0);
    t.deepEqual(
      storedEntries.flatMap(([what, entry]) => (matchesFilter(filter)(entry) ? [what] : [])).toSorted(),
      matched.toSorted(),
      filter,
    );
  });
});

test('is read by the matcher as Cloud Logging reads it: OR binds closer than AND, and names are compared in any case', (t) => {
  const [, entry] = storedEntries[0] ?? [];
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
