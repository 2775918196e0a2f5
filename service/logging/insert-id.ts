import { hash } from 'node:crypto';
import { eventVersion } from '../domain/event-version.ts';
import type { StatusEvent } from '../domain/status-event.ts';

/** Query results show entries with equal insertId and timestamp once, so a redelivery does not appear twice. */
export const insertIdOf = (event: StatusEvent): string =>
  hash('sha256', JSON.stringify(eventVersion(event)), 'base64url');
