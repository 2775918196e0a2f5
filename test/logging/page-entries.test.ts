import test from 'ava';
import type { PageReport } from '../../service/domain/page-report.ts';
import { pageReportEntry } from '../../service/logging/page-report-entry.ts';
import { pageStateEntry } from '../../service/logging/page-state-entry.ts';
import { pollPassEntry } from '../../service/logging/poll-pass-entry.ts';
import { aPageState, noon } from '../history/helpers/entries.ts';

const page = { origin: 'https://status.example.com', provider: 'Example', id: 'w5hd3kq8m2xz' };
const since = '2026-03-02T11:00:00.000Z';

const reports: ReadonlyArray<readonly [PageReport, severity: string, reason: string, message: string]> = [
  [
    {
      _tag: 'WebhooksMissing',
      page,
      lastWebhookAt: since,
      count: 3,
      missing: [{ incident: 'a', update: 'a1', createdAt: since }],
    },
    'WARNING',
    'webhooks_missing',
    `Example published 3 updates that no webhook brought: check the subscription. The newest webhook came ${since}`,
  ],
  [
    { _tag: 'PageUnreadable', page, cause: 'not_json', since },
    'WARNING',
    'page_unreadable',
    `Example page has been unreadable since ${since}: not json`,
  ],
  [
    { _tag: 'PageReadable', page, since },
    'NOTICE',
    'page_readable',
    `Example page is readable again; it was not since ${since}`,
  ],
  [
    { _tag: 'PageChanged', page, before: 'Statuspage a', after: 'incident.io b' },
    'WARNING',
    'page_changed',
    'Example page is another than before: it was Statuspage a and is incident.io b',
  ],
];

for (const [report, severity, reason, message] of reports) {
  test(`reports ${reason}`, (t) => {
    t.like(pageReportEntry(report, noon), {
      severity,
      message,
      labels: { kind: 'page', via: 'poll', provider: 'Example', page_id: page.id },
      payload: { reason, page: page.origin },
    });
  });
}

test('says how a page is, or why that is not known', (t) => {
  t.like(pageStateEntry(aPageState, noon), {
    severity: 'INFO',
    message: 'GitHub page: 1 of 10 components not operational; open incidents and maintenances: 0',
    labels: { kind: 'page', via: 'poll', provider: 'GitHub', page_id: 'kctbh9vrtdwd' },
  });
  t.is(
    pageStateEntry({ ...aPageState, readable: false, reason: 'blocked' }, noon).message,
    'GitHub page: unreadable (blocked)',
  );
});

test('counts what a pass came to', (t) => {
  const read = { origin: page.origin, id: page.id, reason: undefined, retryAt: undefined, found: 2, recorded: 3 };
  const pages = [
    { ...read, outcome: 'read' as const },
    { ...read, outcome: 'unchanged' as const, recorded: 0 },
    { ...read, outcome: 'unreadable' as const, recorded: 1 },
  ];
  t.is(pollPassEntry({ pages }, noon).message, 'Polled 3 pages: 2 read, 1 unreadable, 4 new entries');
});
