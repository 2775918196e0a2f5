import * as E from 'fp-ts/lib/Either.js';
import { describeEvent } from '../../domain/describe-event.ts';
import type { IncidentEvent } from '../../domain/status-event.ts';
import { currentState } from '../../pages/current-state.ts';
import type { FetchFailed } from '../../pages/fetching/fetch-document.ts';
import type { PageReading } from '../../pages/page-reading.ts';

/** A page as somebody named it, and what came of reading it. */
export type Answer = Readonly<{ label: string; result: E.Either<FetchFailed, PageReading> }>;

/** Lines that each name the provider. */
export type Status = Readonly<{ verdict: 'well' | 'broken' | 'unknown'; lines: ReadonlyArray<string> }>;

const minuteOf = (time: string): string => `${time.slice(0, 'yyyy-mm-ddThh:mm'.length).replace('T', ' ')} UTC`;

const line = (event: IncidentEvent): string => {
  const { startedAt, createdAt, scheduledFor, shortlink } = event.incident;
  const since = event.kind === 'maintenance' ? scheduledFor : (startedAt ?? createdAt);
  return [describeEvent(event), since === undefined ? '' : `since ${minuteOf(since)}`, shortlink ?? '']
    .filter((part) => part !== '')
    .join(' ');
};

const doubtOf = ({ isFresh, violations }: PageReading): string | undefined => {
  if (!isFresh) return 'a cache answered with what may be old';
  return violations.length > 0 ? 'part of its answer was not understood' : undefined;
};

/** An incident that is open, or a component that is neither operational nor under maintenance, is something broken. */
export const describeStatus = ({ label, result }: Answer): Status => {
  if (E.isLeft(result)) {
    const reason = result.left.reason.replaceAll('_', ' ');
    return { verdict: 'unknown', lines: [`${label}: unknown, its page cannot be read (${reason})`] };
  }
  const { provider } = result.right;
  const { incidents, maintenances, impaired } = currentState(result.right);
  const running = maintenances.filter(({ incident }) => incident.status !== 'scheduled').map(line);
  const broken = [
    ...incidents.map(line),
    ...impaired.map(({ name, status }) => `${provider} component "${name}": ${status}`),
  ];
  const doubt = doubtOf(result.right);
  if (broken.length > 0) return { verdict: 'broken', lines: [...broken, ...running] };
  return doubt === undefined
    ? { verdict: 'well', lines: [`${provider}: nothing is broken`, ...running] }
    : { verdict: 'unknown', lines: [`${provider}: unknown, ${doubt}`, ...running] };
};
