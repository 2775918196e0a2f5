import test from 'ava';
import { componentMessage } from '../../../service/slack/messages/component-message.ts';
import { component } from '../../helpers/rehearsed-events.ts';

test('shows what changed', (t) => {
  t.deepEqual(componentMessage(component), {
    text: '🟠 GitHub: Actions: Operational → Partial outage',
    blocks: [{ type: 'section', text: { type: 'plain_text', text: '🟠 GitHub: Actions', emoji: false } }],
    attachments: [
      {
        color: '#e8842c',
        fallback: '🟠 GitHub: Actions: Operational → Partial outage',
        blocks: [
          { type: 'section', text: { type: 'plain_text', text: 'Operational → Partial outage', emoji: false } },
          {
            type: 'context',
            elements: [
              {
                type: 'mrkdwn',
                text: '<!date^1772359205^{date_short_pretty} {time}|2026-03-01 10:00 UTC>',
                verbatim: true,
              },
            ],
          },
        ],
      },
    ],
  });
});

test('shows the little that a page may send', (t) => {
  const bare = {
    ...component,
    component: { ...component.component, name: undefined, oldStatus: undefined, newStatus: 'operational' },
    update: { id: undefined, createdAt: undefined },
  };
  t.is(componentMessage(bare).text, '✅ GitHub: component1: Operational');
  t.is(componentMessage(bare).attachments[0]?.blocks.length, 1);
});

test('names a status that did not change once', (t) => {
  const unchanged = {
    ...component,
    component: { ...component.component, oldStatus: 'operational', newStatus: 'operational' },
  };
  t.is(componentMessage(unchanged).text, '✅ GitHub: Actions: Operational');
});

test('marks a rehearsal', (t) => {
  t.is(
    componentMessage({ ...component, rehearsal: true }).text,
    '🟠 Rehearsal: GitHub: Actions: Operational → Partial outage',
  );
});
