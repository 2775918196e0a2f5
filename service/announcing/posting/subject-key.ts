import { hash } from 'node:crypto';
import { pageKey } from '../../domain/page-key.ts';
import type { StatusEvent } from '../../domain/status-event.ts';

// That of a PagerDuty `dedup_key`.
const maxLength = 255;

const subjectOf = (event: StatusEvent): ReadonlyArray<string> =>
  event.kind === 'component' ? ['component', event.component.id] : [event.incident.id];

/** What tells the incidents, maintenances and components of all pages apart, in at most 255 characters of ASCII. */
export const subjectKey = (event: StatusEvent): string => {
  const key = [pageKey(event), ...subjectOf(event)].map((part) => encodeURIComponent(part.toWellFormed())).join('/');
  return key.length <= maxLength ? key : hash('sha256', key, 'base64url');
};
