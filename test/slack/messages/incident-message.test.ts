import test from 'ava';
import type { IncidentEvent } from '../../../service/domain/status-event.ts';
import { incidentMessage } from '../../../service/slack/messages/incident-message.ts';
import { incident } from '../../helpers/rehearsed-events.ts';

const first = { isContinued: false };
const withIncident = (
  changes: Partial<IncidentEvent['incident']>,
  rest: Partial<IncidentEvent> = {},
): IncidentEvent => ({ ...incident, incident: { ...incident.incident, ...changes }, ...rest });

const fieldsOf = (event: IncidentEvent): ReadonlyArray<string> =>
  incidentMessage(event, first).attachments[0]?.blocks.flatMap((block) =>
    'fields' in block ? block.fields.map(({ text }) => text) : [],
  ) ?? [];

test('shows the current state of an incident', (t) => {
  t.deepEqual(incidentMessage(incident, first), {
    text: '🟠 GitHub incident "Delays in Actions": investigating, impact minor (Actions)',
    blocks: [{ type: 'header', text: { type: 'plain_text', text: '🟠 GitHub: Delays in Actions', emoji: false } }],
    attachments: [
      {
        color: '#e8842c',
        fallback: '🟠 GitHub incident "Delays in Actions": investigating, impact minor (Actions)',
        blocks: [
          {
            type: 'section',
            fields: [
              { type: 'mrkdwn', text: '*Status*\nInvestigating', verbatim: true },
              { type: 'mrkdwn', text: '*Impact*\nMinor', verbatim: true },
              {
                type: 'mrkdwn',
                text: '*Since*\n<!date^1772359200^{date_short_pretty} {time}|2026-03-01 10:00 UTC>',
                verbatim: true,
              },
            ],
          },
          {
            type: 'section',
            text: { type: 'plain_text', text: 'Affected: Actions (degraded performance)', emoji: false },
          },
          { type: 'context', elements: [{ type: 'mrkdwn', text: '<https://stspg.io/abc|stspg.io>', verbatim: true }] },
        ],
      },
    ],
  });
});

test('marks a rehearsal where it would be taken for an outage', (t) => {
  const { text, blocks, attachments } = incidentMessage({ ...incident, rehearsal: true }, first);
  t.regex(text, /^🟠 Rehearsal: GitHub incident/u);
  t.like(blocks, [{ text: { text: '🟠 Rehearsal: GitHub: Delays in Actions' } }]);
  t.is(attachments[0]?.fallback, text);
});

test('shows how long it lasted once it has ended', (t) => {
  t.deepEqual(fieldsOf(withIncident({ status: 'resolved', resolvedAt: '2026-03-01T12:05:00.000Z' })).slice(-1), [
    '*Lasted*\n2 h 5 min',
  ]);
});

test('shows no duration where the page contradicts itself', (t) => {
  t.is(fieldsOf(withIncident({ status: 'resolved', resolvedAt: '2026-02-01T12:05:00.000Z' })).length, 3);
});

test('stays resolved with a postmortem', (t) => {
  t.is(fieldsOf(withIncident({ status: 'postmortem' }))[0], '*Status*\nResolved, with a postmortem');
});

test('shows a maintenance with its plan and without an impact', (t) => {
  const maintenance = withIncident(
    {
      status: 'scheduled',
      impact: 'maintenance',
      scheduledFor: '2026-03-02T00:00:00.000Z',
      scheduledUntil: '2026-03-02T01:00:00.000Z',
    },
    { kind: 'maintenance' },
  );
  t.deepEqual(fieldsOf(maintenance), [
    '*Status*\nScheduled',
    '*Planned*\n<!date^1772409600^{date_short_pretty} {time}|2026-03-02 00:00 UTC> to <!date^1772413200^{date_short_pretty} {time}|2026-03-02 01:00 UTC>',
  ]);
  t.deepEqual(
    fieldsOf({ ...maintenance, incident: { ...maintenance.incident, scheduledUntil: undefined } })[1],
    '*Planned*\n<!date^1772409600^{date_short_pretty} {time}|2026-03-02 00:00 UTC>',
  );
});

test('says that an older thread may exist', (t) => {
  t.true(
    JSON.stringify(incidentMessage(incident, { isContinued: true })).includes(
      '<https://stspg.io/abc|stspg.io> · Earlier updates may be in an older thread',
    ),
  );
});

test('shows the little that a page may send', (t) => {
  const bare = withIncident(
    { impact: undefined, createdAt: undefined, shortlink: undefined },
    { components: [], updates: [] },
  );
  t.deepEqual(incidentMessage(bare, first).attachments[0]?.blocks, [
    { type: 'section', fields: [{ type: 'mrkdwn', text: '*Status*\nInvestigating', verbatim: true }] },
  ]);
});

test('names at most 50 components, by name or id', (t) => {
  const names = (components: IncidentEvent['components']) =>
    JSON.stringify(incidentMessage({ ...incident, components }, first).attachments);
  const unnamed = { id: undefined, name: undefined, oldStatus: undefined, newStatus: undefined };
  t.true(names([unnamed, { ...unnamed, id: 'c2' }]).includes('Affected: unnamed, c2"'));
  t.true(names(Array.from({ length: 52 }, () => ({ ...unnamed, name: 'x' }))).includes('x, and 2 more"'));
});
