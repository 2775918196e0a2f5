import test from 'ava';
import type { IncidentUpdate } from '../../../service/domain/status-event.ts';
import { updateMessage } from '../../../service/slack/messages/update-message.ts';

const update: IncidentUpdate = {
  id: 'update1',
  status: 'identified',
  body: 'A replica fell behind.\n\nIt is being replaced (p50 < 200ms).',
  createdAt: '2026-03-01T10:00:00.000Z',
  updatedAt: '2026-03-01T10:00:00.000Z',
  displayAt: undefined,
  deliverNotifications: undefined,
  components: [
    { id: 'c1', name: 'API', oldStatus: 'degraded_performance', newStatus: 'partial_outage' },
    { id: 'c2', name: undefined, oldStatus: undefined, newStatus: 'major_outage' },
    { id: 'c3', name: 'Dashboard', oldStatus: 'operational', newStatus: 'operational' },
    { id: undefined, name: undefined, oldStatus: 'major_outage', newStatus: undefined },
  ],
};

test('shows the status, the text and the changed components', (t) => {
  t.deepEqual(updateMessage(update), {
    text: 'Identified: A replica fell behind.\n\nIt is being replaced (p50 &lt; 200ms).',
    blocks: [
      {
        type: 'section',
        text: {
          type: 'mrkdwn',
          text: '*Identified* · <!date^1772359200^{date_short_pretty} {time}|2026-03-01 10:00 UTC>',
          verbatim: true,
        },
      },
      {
        type: 'section',
        text: {
          type: 'plain_text',
          text: 'A replica fell behind.\n\nIt is being replaced (p50 &lt; 200ms).',
          emoji: false,
        },
      },
      {
        type: 'context',
        elements: [
          {
            type: 'plain_text',
            text: 'API: Degraded performance → Partial outage\nc2: Major outage\nunnamed: Major outage',
            emoji: false,
          },
        ],
      },
    ],
    attachments: [],
  });
});

test('has a check mark at the end', (t) => {
  for (const status of ['resolved', 'completed']) {
    t.true(JSON.stringify(updateMessage({ ...update, status })).includes('✅ *'));
  }
});

test('shows the little that a page may send', (t) => {
  const bare = { ...update, status: undefined, body: undefined, createdAt: undefined, components: [] };
  t.deepEqual(updateMessage(bare), {
    text: 'Update',
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '*Update*', verbatim: true } }],
    attachments: [],
  });
});

test('shows a postmortem without the marks of Markdown', (t) => {
  const body = '## Summary\n\n**Cause**: a [replica](https://a.example) fell behind.\n\n* one\n* two';
  t.deepEqual(updateMessage({ ...update, status: 'postmortem', body }), {
    text: 'Postmortem: Summary\n\nCause: a replica fell behind.\n\n• one\n• two',
    blocks: [
      {
        type: 'context',
        elements: [
          {
            type: 'plain_text',
            text: '📝 Postmortem: Summary\n\nCause: a replica fell behind.\n\n• one\n• two',
            emoji: false,
          },
        ],
      },
    ],
    attachments: [],
  });
});

test('shortens a postmortem to one small line', (t) => {
  const { blocks } = updateMessage({ ...update, status: 'postmortem', body: 'What happened. '.repeat(100) });
  t.is(blocks.length, 1);
  t.is(blocks[0]?.type, 'context');
  t.true(JSON.stringify(blocks).length < 500);
});
