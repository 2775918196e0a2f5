import type { Impact } from '../domain/impact.ts';
import type { Board } from './board.ts';
import type { BoardView } from './board-view.ts';
import { compareText } from './compare-text.ts';
import { type BoardPage, type PageAt, pageAt } from './page-at.ts';
import { noRecord, type PageReading, pageReading } from './page-reading.ts';
import { earliest, type Moment } from './time.ts';

/** Which pages the board has beside those that something is recorded of, and what of them it shows. */
export type BoardSettings = Readonly<{
  /** The pages that are read; a name here wins over every other. */
  polled: ReadonlyArray<Readonly<{ origin: string; name: string | undefined; intervalMinutes: number }>>;
  /** How often a page is read that was recorded but is not in `polled`. */
  intervalMinutes: number;
  /** Names by page id. */
  names: ReadonlyMap<string, string>;
  /** Names or ids of components in lower case; an empty set means all. */
  components: ReadonlySet<string>;
}>;

/** `known: 'then'` shows what could be known at that time. */
export type BoardQuery = Readonly<{
  at: Date;
  known: BoardView['known'];
  now: Date;
  /** Since when the history cannot be read. */
  staleSince?: Date | undefined;
}>;

// Long enough for a poller that fails to be noticed: until then its pages are unknown.
const abandonedInMilliseconds = 7 * 24 * 60 * 60 * 1000;

const hostOf = (origin: string): string => URL.parse(origin)?.host ?? origin;

type ReadOrigin = Readonly<{
  pageId: string;
  name: string | undefined;
  reading: PageReading;
  /** Neither in the settings nor asked within the week before. */
  isAbandoned: boolean;
}>;

const readOrigins = (
  { polled, intervalMinutes }: BoardSettings,
  board: Board,
  moment: Moment,
): ReadonlyArray<ReadOrigin> => {
  const settings = new Map(polled.map((page) => [page.origin, page]));
  return [...new Set([...settings.keys(), ...board.origins.keys()])].toSorted().map((origin) => {
    const page = settings.get(origin);
    const record = board.origins.get(origin) ?? noRecord;
    const reading = pageReading(origin, page?.intervalMinutes ?? intervalMinutes, record, moment);
    const { knownAskedAt = Number.NEGATIVE_INFINITY } = reading;
    const isAbandoned = page === undefined && moment.at - knownAskedAt > abandonedInMilliseconds;
    const pageId = reading.states.findLast(({ state }) => state.id !== undefined)?.state.id;
    return { pageId: pageId ?? hostOf(origin), name: page?.name, reading, isAbandoned };
  });
};

const isKnownBy = ({ knownBy }: Moment, names: ReadonlyMap<string, number>): boolean =>
  [...names.values()].some((since) => since <= knownBy);

const boardPages = (settings: BoardSettings, board: Board, moment: Moment): ReadonlyArray<BoardPage> => {
  const origins = Map.groupBy(readOrigins(settings, board, moment), ({ pageId }) => pageId);
  const recorded = [...board.pages].filter(([, { names }]) => isKnownBy(moment, names)).map(([id]) => id);
  const polled = [...origins].filter(([, read]) => read.some((it) => !it.isAbandoned)).map(([id]) => id);
  return [...new Set([...settings.names.keys(), ...polled, ...recorded])].map((id) => {
    const read = origins.get(id) ?? [];
    return {
      id,
      name: read.find(({ name }) => name !== undefined)?.name ?? settings.names.get(id),
      record: board.pages.get(id),
      readings: read.filter(({ isAbandoned }) => !isAbandoned).map(({ reading }) => reading),
      firstReadAt: earliest(read.map(({ reading }) => reading.firstReadAt)),
    };
  });
};

const brokenRanks: Readonly<Record<Impact, number>> = { critical: 0, major: 1, minor: 2, none: 4 };
const ranks = { unknown: 3, maintenance: 5, operational: 6, no_known_incident: 6 } as const;

/** From 0, the worst. */
const rankOf = ({ state, impact }: PageAt): number =>
  state === 'incident' || state === 'impaired' ? brokenRanks[impact ?? 'minor'] : ranks[state];

const worstFirst = (left: PageAt, right: PageAt): number =>
  rankOf(left) - rankOf(right) ||
  compareText(left.name.toLowerCase(), right.name.toLowerCase()) ||
  compareText(left.id, right.id);

/** Milliseconds, for the times of a query. */
export const momentOf = ({ at, known }: BoardQuery): Moment => ({
  at: at.getTime(),
  knownBy: known === 'then' ? at.getTime() : Number.POSITIVE_INFINITY,
});

/** The pages at a time, worst first. */
export const pagesAt = (settings: BoardSettings, board: Board, moment: Moment): ReadonlyArray<PageAt> =>
  boardPages(settings, board, moment)
    .map((page) => pageAt(page, moment, settings.components))
    .toSorted(worstFirst);
