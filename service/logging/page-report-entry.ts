import { hash } from 'node:crypto';
import * as O from 'fp-ts/lib/Option.js';
import type { PageReport } from '../domain/page-report.ts';
import type { Severity } from '../domain/severity.ts';
import type { LogEntry } from './log-entry.ts';

type Description = Readonly<{
  severity: Severity;
  reason: string;
  message: string;
  details: Readonly<Record<string, unknown>>;
}>;

const describe = (report: PageReport): Description => {
  const { provider } = report.page;
  switch (report._tag) {
    case 'WebhooksMissing': {
      const { lastWebhookAt, count, missing } = report;
      return {
        severity: 'WARNING',
        reason: 'webhooks_missing',
        message: `${provider} published ${count} updates that no webhook brought: check the subscription. The newest webhook came ${lastWebhookAt ?? 'never'}`,
        details: { lastWebhookAt, count, missing },
      };
    }
    case 'PageUnreadable':
      return {
        severity: 'WARNING',
        reason: 'page_unreadable',
        message: `${provider} page has been unreadable since ${report.since}: ${report.cause.replaceAll('_', ' ')}`,
        details: { cause: report.cause, since: report.since },
      };
    case 'PageReadable':
      return {
        severity: 'NOTICE',
        reason: 'page_readable',
        message: `${provider} page is readable again; it was not since ${report.since}`,
        details: { since: report.since },
      };
    case 'PageChanged':
      return {
        severity: 'WARNING',
        reason: 'page_changed',
        message: `${provider} page is another than before: it was ${report.before} and is ${report.after}`,
        details: { before: report.before, after: report.after },
      };
  }
};

/** The entry of a report about a page, which alerts find by its `reason`. */
export const pageReportEntry = (report: PageReport, at: Date): LogEntry => {
  const { severity, reason, message, details } = describe(report);
  const { origin, provider, id } = report.page;
  return {
    severity,
    message,
    timestamp: at,
    insertId: hash('sha256', JSON.stringify(['report', at.getTime(), report]), 'base64url'),
    labels: { kind: 'page', via: 'poll', provider, page_id: id },
    trace: O.none,
    payload: { reason, page: origin, ...details },
  };
};
