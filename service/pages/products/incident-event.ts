import { pipe } from 'fp-ts/lib/function.js';
import * as ORD from 'fp-ts/lib/Ord.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import * as S from 'fp-ts/lib/string.js';
import type { IncidentEvent, IncidentUpdate } from '../../domain/status-event.ts';
import type { PageContent } from '../page-reading.ts';
import type { ContentSource } from './page-product.ts';

type Incident = IncidentEvent['incident'];
type Page = Pick<PageContent, 'id' | 'name' | 'indicator' | 'description'>;

export type IncidentParts = Readonly<{
  kind: IncidentEvent['kind'];
  incident: Pick<Incident, 'id' | 'name' | 'status'> & Partial<Incident>;
  components: IncidentEvent['components'];
  /** Oldest first where their times are equal. */
  updates: ReadonlyArray<Partial<IncidentUpdate>>;
}>;

const untold: Omit<Incident, 'id' | 'name' | 'status'> = {
  impact: undefined,
  shortlink: undefined,
  createdAt: undefined,
  updatedAt: undefined,
  startedAt: undefined,
  monitoringAt: undefined,
  resolvedAt: undefined,
  scheduledFor: undefined,
  scheduledUntil: undefined,
};

const emptyUpdate: IncidentUpdate = {
  id: undefined,
  status: undefined,
  body: undefined,
  createdAt: undefined,
  updatedAt: undefined,
  displayAt: undefined,
  deliverNotifications: undefined,
  components: [],
};

const oldestFirst: ORD.Ord<IncidentUpdate> = pipe(
  S.Ord,
  ORD.contramap(({ createdAt = '' }) => createdAt),
);

/** One for each update: its incident and its time, which stay when the update is edited, and a number where two have one time. */
const withIds = (incidentId: string, sorted: ReadonlyArray<IncidentUpdate>): ReadonlyArray<IncidentUpdate> => {
  const byTime = Map.groupBy(sorted, ({ createdAt = 'undated' }) => createdAt);
  return [...byTime].flatMap(([time, updates]) =>
    updates.map((update, index) => ({
      ...update,
      id: update.id ?? [incidentId, time, ...(index === 0 ? [] : [`${index + 1}`])].join('-'),
    })),
  );
};

/** Whether nobody but the page itself can have said what was read there. */
export const isVerified = (origin: string): boolean => origin.startsWith('https://');

/** An incident of a page whose product tells less than there is a place for; an update without an id is given one. */
export const incidentEvent = (
  source: ContentSource,
  { id, name, indicator, description }: Page,
  { kind, incident, components, updates }: IncidentParts,
): IncidentEvent => ({
  kind,
  provider: source.providerOf(id, name),
  verified: isVerified(source.origin),
  rehearsal: undefined,
  page: { id, indicator, description },
  incident: { ...untold, ...incident },
  components,
  updates: pipe(
    updates.map((update) => ({ ...emptyUpdate, ...update })),
    RA.sort(oldestFirst),
    (sorted) => withIds(incident.id, sorted),
    RA.reverse,
  ),
});
