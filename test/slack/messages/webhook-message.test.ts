import test from 'ava';
import fc from 'fast-check';
import type { StatusEvent } from '../../../service/domain/status-event.ts';
import { componentMessage } from '../../../service/slack/messages/component-message.ts';
import { incidentMessage } from '../../../service/slack/messages/incident-message.ts';
import { updateMessage } from '../../../service/slack/messages/update-message.ts';
import { webhookMessage } from '../../../service/slack/messages/webhook-message.ts';
import { messageError } from '../../helpers/fake-slack.ts';
import { component, incident } from '../../helpers/rehearsed-events.ts';

test('shows the state and the newest update in one message', (t) => {
  const state = incidentMessage(incident, { isContinued: false });
  const newest = { ...incident.updates[0], id: 'update2', body: 'Newest.' } as (typeof incident.updates)[0];
  const { blocks, attachments, text } = webhookMessage({ ...incident, updates: [newest, ...incident.updates] });
  t.deepEqual({ blocks, text }, { blocks: state.blocks, text: state.text });
  t.deepEqual(attachments[0]?.blocks, [...(state.attachments[0]?.blocks ?? []), ...updateMessage(newest).blocks]);
});

test('shows a component', (t) => {
  t.deepEqual(webhookMessage(component), componentMessage(component));
});

const longText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 50 }),
  fc.constantFrom('<!channel>', '<@U123|you>', '<https://evil.example|Status page>', '&lt;!here&gt;', 'a'.repeat(5000)),
  fc.string({ unit: fc.constantFrom('&', '<', '>', '😀', 'x'), minLength: 2900, maxLength: 4000 }),
);
const time = fc.option(
  fc
    .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  { nil: undefined },
);
const text = fc.option(longText, { nil: undefined });
const affected = fc.array(fc.record({ id: text, name: text, oldStatus: text, newStatus: text }), { maxLength: 60 });
const page = fc.record({ id: text, indicator: text, description: text });

const anyEvent: fc.Arbitrary<StatusEvent> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('incident' as const, 'maintenance' as const),
    provider: longText,
    verified: fc.boolean(),
    rehearsal: fc.constant(undefined),
    page,
    incident: fc.record({
      id: longText,
      name: longText,
      status: fc.oneof(longText, fc.constantFrom('resolved', 'postmortem', 'completed')),
      impact: text,
      shortlink: fc.oneof(text, fc.webUrl()),
      createdAt: time,
      updatedAt: time,
      startedAt: time,
      monitoringAt: time,
      resolvedAt: time,
      scheduledFor: time,
      scheduledUntil: time,
    }),
    components: affected,
    updates: fc.array(
      fc.record({
        id: text,
        status: fc.oneof(text, fc.constant('postmortem')),
        body: text,
        createdAt: time,
        updatedAt: time,
        displayAt: time,
        deliverNotifications: fc.constant(undefined),
        components: affected,
      }),
      { maxLength: 2 },
    ),
  }),
  fc.record({
    kind: fc.constant('component' as const),
    provider: longText,
    verified: fc.boolean(),
    rehearsal: fc.constant(undefined),
    page,
    component: fc.record({
      id: longText,
      name: text,
      description: text,
      oldStatus: text,
      newStatus: longText,
      updatedAt: time,
    }),
    update: fc.record({ id: text, createdAt: time }),
  }),
);

// The markup of our own: a date, and a link that is labelled with its host.
const ownMarkup = /<!date\^\d+\^\{date_short_pretty\} \{time\}\|[\d: -]+ UTC>|<https?:\/\/[^\s<>|]+\|[^\s<>|]+>/g;

test('is valid whatever a page sends, and never turns its text into a mention or a link', (t) => {
  fc.assert(
    fc.property(anyEvent, (event) => {
      const message = webhookMessage(event);
      t.is(messageError(message), undefined);
      t.notRegex(JSON.stringify(message).replace(ownMarkup, ''), /[<>]/);
    }),
    { numRuns: 200 },
  );
});
