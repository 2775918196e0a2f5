import { isWatchedComponent } from '../announcing/suppressed-by.ts';
import { occurredAt } from '../domain/event-times.ts';
import { type Impact, impactOfComponentStatus } from '../domain/impact.ts';
import type { RecordedComponent } from '../history/recorded.ts';
import type { PageRecord } from './board.ts';
import type { PageReading } from './page-reading.ts';
import type { Moment } from './time.ts';

/** A component that is not operational; times in milliseconds since 1970. */
export type ImpairedComponent = Readonly<{
  id: string;
  name: string | undefined;
  status: string;
  impact: Impact;
  isInMaintenance: boolean;
  isRehearsal: boolean;
  since: number;
  heardAt: number;
}>;

type Known = Omit<ImpairedComponent, 'impact' | 'isInMaintenance'>;

const operational = 'operational';
const underMaintenance = 'under_maintenance';

const happenedAt = ({ event, timestamp, recordedAt }: RecordedComponent): number =>
  Math.min(Date.parse(occurredAt(event) ?? timestamp.toISOString()), recordedAt.getTime());

const isLater = (left: RecordedComponent, right: RecordedComponent): boolean =>
  happenedAt(left) === happenedAt(right)
    ? left.recordedAt.getTime() > right.recordedAt.getTime() ||
      (left.recordedAt.getTime() === right.recordedAt.getTime() && left.insertId > right.insertId)
    : happenedAt(left) > happenedAt(right);

const byEvents = (events: ReadonlyArray<RecordedComponent>, { at, knownBy }: Moment): Known | undefined => {
  const newest = events
    .filter((it) => it.recordedAt.getTime() <= knownBy && happenedAt(it) <= at)
    .reduce<RecordedComponent | undefined>(
      (latest, it) => (latest === undefined || isLater(it, latest) ? it : latest),
      undefined,
    );
  if (newest === undefined) return undefined;
  const { component, rehearsal } = newest.event;
  return {
    id: component.id,
    name: component.name,
    status: component.newStatus,
    isRehearsal: rehearsal === true,
    since: happenedAt(newest),
    heardAt: newest.recordedAt.getTime(),
  };
};

type Listing = Readonly<{
  readAt: number;
  isComplete: boolean;
  /** With the time since which each has its status. */
  components: ReadonlyMap<string, Known>;
}>;

/** What the newest state until then lists. */
const listingAt = ({ states }: PageReading, at: number): Listing | undefined => {
  const until = states.flatMap(({ state, recordedAt }) =>
    state.readAt !== undefined && Date.parse(state.readAt) <= at
      ? [{ state, readAt: Date.parse(state.readAt), heardAt: recordedAt.getTime() }]
      : [],
  );
  const newest = until.at(-1);
  if (newest === undefined) return undefined;
  const sinceOf = (id: string, status: string): number => {
    const before = until.findLastIndex(
      ({ state }) => !state.components.some((component) => component.id === id && component.status === status),
    );
    return until[before + 1]?.readAt ?? newest.readAt;
  };
  return {
    readAt: newest.readAt,
    isComplete: newest.state.omitted.components === 0,
    components: new Map(
      newest.state.components.map(({ id, name, status }) => [
        id,
        { id, name, status, isRehearsal: false, since: sinceOf(id, status), heardAt: newest.heardAt },
      ]),
    ),
  };
};

const newerOf = (event: Known | undefined, listing: Listing | undefined, id: string): Known | undefined => {
  const listed = listing?.components.get(id);
  if (event === undefined || listing === undefined) return event ?? listed;
  if (event.since > listing.readAt) return event;
  return listed ?? (listing.isComplete ? undefined : event);
};

const impaired = (known: Known): ImpairedComponent => ({
  ...known,
  impact: impactOfComponentStatus(known.status) ?? 'minor',
  isInMaintenance: known.status === underMaintenance,
});

/** The watched components that are not operational, by the newest of what the page listed and of the events. */
export const impairedComponents = (
  page: PageRecord | undefined,
  readings: ReadonlyArray<PageReading>,
  moment: Moment,
  watched: ReadonlySet<string>,
): ReadonlyArray<ImpairedComponent> => {
  const listings = readings.flatMap((reading) => listingAt(reading, moment.at) ?? []);
  const listing = listings.reduce<Listing | undefined>(
    (newest, it) => (newest === undefined || it.readAt > newest.readAt ? it : newest),
    undefined,
  );
  const ids = new Set([...(page?.components.keys() ?? []), ...(listing?.components.keys() ?? [])]);
  return [...ids]
    .toSorted()
    .flatMap((id) => newerOf(byEvents(page?.components.get(id) ?? [], moment), listing, id) ?? [])
    .filter((known) => known.status !== operational && isWatchedComponent(watched, known))
    .map(impaired);
};
