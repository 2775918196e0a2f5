import { hash } from 'node:crypto';
import { eventVersion } from '../../domain/event-version.ts';
import type { StatusEvent } from '../../domain/status-event.ts';

/** Equal for two events of one version, by whatever way they came. */
export const versionOf = (event: StatusEvent): string =>
  hash('sha256', JSON.stringify(eventVersion(event)), 'base64url').slice(0, 22);
