import { pageKey } from '../domain/page-key.ts';
import type { UnreadableReason } from '../domain/page-state.ts';
import type { PolledPage } from '../domain/poll-pass.ts';
import type {
  Recorded,
  RecordedComponent,
  RecordedEvent,
  RecordedIncident,
  RecordedPageState,
} from '../history/recorded.ts';
import { compareText } from './compare-text.ts';
import { type IncidentCourse, incidentCourse } from './incident-course.ts';

export type IncidentRecord = Readonly<{
  versions: ReadonlyArray<RecordedIncident>;
  /** By all versions. */
  course: IncidentCourse | undefined;
}>;

/** What was recorded of a page's events; times in milliseconds since 1970. */
export type PageRecord = Readonly<{
  incidents: ReadonlyMap<string, IncidentRecord>;
  components: ReadonlyMap<string, ReadonlyArray<RecordedComponent>>;
  /** The provider's names, and when each was first recorded. */
  names: ReadonlyMap<string, number>;
  /** When events were recorded, oldest first, but for rehearsals: they tell nothing of the vendor. */
  events: ReadonlyArray<number>;
  webhooks: ReadonlyArray<number>;
  rehearsals: ReadonlyArray<number>;
}>;

type Failure = Readonly<{ at: number; reason: UnreadableReason | undefined }>;

/** What came of asking a page's address; both oldest first. */
export type OriginRecord = Readonly<{
  reads: ReadonlyArray<number>;
  failures: ReadonlyArray<Failure>;
  states: ReadonlyArray<RecordedPageState>;
}>;

type RecordedProblem = Extract<Recorded, { _tag: 'Problem' }>;

/** Everything recorded, arranged so that the board at any time can be drawn from it. */
export type Board = Readonly<{
  pages: ReadonlyMap<string, PageRecord>;
  origins: ReadonlyMap<string, OriginRecord>;
  problems: ReadonlyArray<RecordedProblem>;
  /** The newest events, oldest first. */
  recent: ReadonlyArray<RecordedEvent>;
}>;

export const emptyBoard: Board = { pages: new Map(), origins: new Map(), problems: [], recent: [] };

// A stranger can cause refusals as often as they like.
const maxProblems = 10_000;
export const maxRecentEvents = 500;

const oldestFirst = (left: Recorded, right: Recorded): number =>
  left.recordedAt.getTime() - right.recordedAt.getTime() ||
  compareText(left.insertId, right.insertId) ||
  compareText(left.via, right.via) ||
  compareText(JSON.stringify(left), JSON.stringify(right));

const isSame = (left: Recorded, right: Recorded): boolean =>
  left.recordedAt.getTime() === right.recordedAt.getTime() &&
  left.insertId === right.insertId &&
  left.via === right.via;

const sortedEntries = <R extends Recorded>(entries: ReadonlyArray<R>): ReadonlyArray<R> =>
  entries.toSorted(oldestFirst).filter((entry, at, all) => {
    const previous = all[at - 1];
    return previous === undefined || !isSame(previous, entry);
  });

/** Oldest first, each once. */
const mergeEntries = <R extends Recorded>(known: ReadonlyArray<R>, added: ReadonlyArray<R>): ReadonlyArray<R> => {
  const sorted = sortedEntries(added);
  const [last, first] = [known.at(-1), sorted[0]];
  const isLater = last === undefined || first === undefined || last.recordedAt < first.recordedAt;
  return isLater ? [...known, ...sorted] : sortedEntries([...known, ...sorted]);
};

const byNumber = (left: number, right: number): number => left - right;

/** Ascending, each once. */
const mergeTimes = (known: ReadonlyArray<number>, added: ReadonlyArray<number>): ReadonlyArray<number> => {
  const sorted = [...new Set(added)].toSorted(byNumber);
  const isLater = known.length === 0 || (sorted[0] ?? Number.POSITIVE_INFINITY) > (known.at(-1) ?? 0);
  return isLater ? [...known, ...sorted] : [...new Set([...known, ...sorted])].toSorted(byNumber);
};

const recordedTime = ({ recordedAt }: Recorded): number => recordedAt.getTime();

const isOfIncident = (entry: RecordedEvent): entry is RecordedIncident => entry.event.kind !== 'component';
const isOfComponent = (entry: RecordedEvent): entry is RecordedComponent => entry.event.kind === 'component';

const withVersions = (record: IncidentRecord | undefined, added: ReadonlyArray<RecordedIncident>): IncidentRecord => {
  const versions = mergeEntries(record?.versions ?? [], added);
  return { versions, course: incidentCourse(versions) };
};

const emptyPage: PageRecord = {
  incidents: new Map(),
  components: new Map(),
  names: new Map(),
  events: [],
  webhooks: [],
  rehearsals: [],
};

/** The map with the groups of added values merged into its entries. */
const mergeGroups = <Key, Value, Added>(
  known: ReadonlyMap<Key, Value>,
  added: ReadonlyArray<Added>,
  keyOf: (value: Added) => Key,
  merge: (value: Value | undefined, group: ReadonlyArray<Added>) => Value,
): ReadonlyMap<Key, Value> =>
  added.length === 0
    ? known
    : new Map([
        ...known,
        ...[...Map.groupBy(added, keyOf)].map(([key, group]) => [key, merge(known.get(key), group)] as const),
      ]);

const withEvents = (page: PageRecord = emptyPage, added: ReadonlyArray<RecordedEvent>): PageRecord => {
  const genuine = added.filter(({ event }) => event.rehearsal !== true);
  return {
    incidents: mergeGroups(page.incidents, added.filter(isOfIncident), ({ event }) => event.incident.id, withVersions),
    components: mergeGroups(
      page.components,
      added.filter(isOfComponent),
      ({ event }) => event.component.id,
      (known = [], group) => mergeEntries(known, group),
    ),
    names: mergeGroups(
      page.names,
      added,
      ({ event }) => event.provider,
      (since = Number.POSITIVE_INFINITY, group) =>
        group.map(recordedTime).reduce((left, right) => Math.min(left, right), since),
    ),
    events: mergeTimes(page.events, genuine.map(recordedTime)),
    webhooks: mergeTimes(page.webhooks, genuine.filter(({ via }) => via === 'webhook').map(recordedTime)),
    rehearsals: mergeTimes(page.rehearsals, added.filter(({ event }) => event.rehearsal === true).map(recordedTime)),
  };
};

const emptyOrigin: OriginRecord = { reads: [], failures: [], states: [] };

type Asked = Readonly<{ at: number; page: PolledPage }>;

const isRead = ({ page: { outcome } }: Asked): boolean => outcome === 'read' || outcome === 'unchanged';
const isFailure = ({ page: { outcome } }: Asked): boolean => outcome === 'unreadable';

const mergeFailures = (known: ReadonlyArray<Failure>, added: ReadonlyArray<Failure>): ReadonlyArray<Failure> =>
  added.length === 0
    ? known
    : [...known, ...added]
        .toSorted((left, right) => left.at - right.at || compareText(left.reason ?? '', right.reason ?? ''))
        .filter(({ at }, position, all) => at !== all[position - 1]?.at);

const withAsked = (origin: OriginRecord = emptyOrigin, asked: ReadonlyArray<Asked>): OriginRecord => ({
  ...origin,
  reads: mergeTimes(
    origin.reads,
    asked.filter(isRead).map(({ at }) => at),
  ),
  failures: mergeFailures(
    origin.failures,
    asked.filter(isFailure).map(({ at, page: { reason } }) => ({ at, reason })),
  ),
});

const withStates = (origin: OriginRecord = emptyOrigin, added: ReadonlyArray<RecordedPageState>): OriginRecord => ({
  ...origin,
  reads: mergeTimes(origin.reads, added.filter(({ state }) => state.readable).map(recordedTime)),
  states: mergeEntries(origin.states, added),
});

const askedIn = (entries: ReadonlyArray<Recorded>): ReadonlyArray<Asked> =>
  entries.flatMap((entry) =>
    entry._tag === 'Pass' ? entry.pass.pages.map((page) => ({ at: recordedTime(entry), page })) : [],
  );

/**
 * The board with more entries, in any order and any of them twice. The work is for what is added and for its pages, not
 * for all that is on the board; adding many at once costs less than one by one.
 */
export const foldEntries = (board: Board, entries: ReadonlyArray<Recorded>): Board => {
  const events = entries.filter((entry) => entry._tag === 'Event');
  const states = entries.filter((entry) => entry._tag === 'PageState');
  const problems = entries.filter((entry) => entry._tag === 'Problem');
  const asked = mergeGroups(board.origins, askedIn(entries), ({ page }) => page.origin, withAsked);
  return {
    pages: mergeGroups(board.pages, events, ({ event }) => pageKey(event), withEvents),
    origins: mergeGroups(asked, states, ({ state }) => state.origin, withStates),
    problems: problems.length === 0 ? board.problems : mergeEntries(board.problems, problems).slice(-maxProblems),
    recent: events.length === 0 ? board.recent : mergeEntries(board.recent, events).slice(-maxRecentEvents),
  };
};
