import { hash } from 'node:crypto';
import * as O from 'fp-ts/lib/Option.js';
import type { PageState } from '../domain/page-state.ts';
import type { LogEntry } from './log-entry.ts';

const describe = (state: PageState): string => {
  const { provider, readable, reason, componentCount, components, open, omitted } = state;
  if (!readable) return `${provider} page: unreadable (${reason ?? 'unknown'})`;
  const impaired = components.length + omitted.components;
  return `${provider} page: ${impaired} of ${componentCount} components not operational; open incidents and maintenances: ${open.length + omitted.open}`;
};

/** The entry of a page's state as it was at that time; the same state at the same time has the same insertId. */
export const pageStateEntry = (state: PageState, at: Date): LogEntry => ({
  severity: 'INFO',
  message: describe(state),
  timestamp: at,
  insertId: hash('sha256', JSON.stringify(['page', at.getTime(), state]), 'base64url'),
  labels: { kind: 'page', via: 'poll', provider: state.provider, page_id: state.id },
  trace: O.none,
  payload: { pageState: state },
});
