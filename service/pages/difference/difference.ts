import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import { occurredAt } from '../../domain/event-times.ts';
import { isOver } from '../../domain/incident-lifecycle.ts';
import type { PageReport } from '../../domain/page-report.ts';
import type { PageState, UnreadableReason } from '../../domain/page-state.ts';
import type { StatusEvent } from '../../domain/status-event.ts';
import type { Recorded } from '../../history/recorded.ts';
import type { PageReading } from '../page-reading.ts';
import { boundedState } from './bounded-state.ts';
import { componentChanges } from './component-changes.ts';
import { incidentChanges } from './incident-changes.ts';
import { missingWebhooks } from './missing-webhooks.ts';
import { openIncidents } from './open-incidents.ts';
import { newestState, type PageHistory, pageHistory } from './page-history.ts';

/** What to record, in this order: events, oldest first; then reports; then the state, which says that all of it is recorded. */
export type Difference = Readonly<{
  events: ReadonlyArray<Readonly<{ event: StatusEvent; isBackfill: boolean }>>;
  reports: ReadonlyArray<PageReport>;
  state: O.Option<PageState>;
  /** How many changes are left to their webhooks or to a later pass. */
  deferred: number;
}>;

type Settings = Readonly<{
  /** Whether the history survives a restart: else what is open at first sight would be announced again at every start. */
  isHistoryDurable: boolean;
}>;

export type UnreadablePage = Readonly<{ origin: string; provider: string; reason: UnreadableReason }>;

const millisecondsPerHour = 60 * 60 * 1000;
const stateIntervalInHours = 12;
const reportIntervalInHours = 24;
const overlapInHours = 1;
const minLookBackInHours = 24;
const maxLookBackInHours = 30 * 24;
const unreadableReportedAfterInHours = 1;
const maxIndicatorLength = 40;

const before = (now: Date, hours: number): Date => new Date(now.getTime() - hours * millisecondsPerHour);

const lookBack = (lastState: PageHistory['lastState'], now: Date): O.Option<Date> =>
  pipe(
    lastState,
    O.chain(({ state }) => O.fromNullable(state.readAt)),
    O.map((readAt) => new Date(readAt)),
    O.filter((readAt) => readAt >= before(now, maxLookBackInHours)),
    O.map((readAt) => {
      const since = Math.min(before(readAt, overlapInHours).getTime(), before(now, minLookBackInHours).getTime());
      return new Date(Math.max(since, before(now, maxLookBackInHours).getTime()));
    }),
  );

/** Since when a page's incidents are looked at; none at first sight, which is where there is no state within 30 days. */
export const lookBackOf = ({ id }: PageReading, history: ReadonlyArray<Recorded>, now: Date): O.Option<Date> =>
  lookBack(
    newestState(history, (state) => state.id === id),
    now,
  );

const isReported = (history: ReadonlyArray<Recorded>, origin: string, reason: string, since: Date): boolean =>
  history.some((it) => it._tag === 'Problem' && it.reason === reason && it.page === origin && it.recordedAt >= since);

// When it was read changes with every pass, and a webhook is recorded by itself.
const compared = (state: PageState): string =>
  JSON.stringify({
    ...state,
    origin: undefined,
    readAt: undefined,
    lastWebhookAt: undefined,
    reason: state.readable ? undefined : 'unreadable',
  });

const ifChanged = (state: PageState, lastState: PageHistory['lastState'], now: Date): O.Option<PageState> =>
  O.isSome(lastState) &&
  compared(lastState.value.state) === compared(state) &&
  lastState.value.recordedAt > before(now, stateIntervalInHours)
    ? O.none
    : O.some(state);

const oldestFirst = (events: ReadonlyArray<StatusEvent>): ReadonlyArray<StatusEvent> =>
  events.toSorted((left, right) => (occurredAt(left) ?? '').localeCompare(occurredAt(right) ?? ''));

const identityOf = (product: string | undefined, id: string | undefined): string =>
  `${product ?? 'unknown'} ${id ?? 'unknown'}`;

const readableReports = (
  reading: PageReading,
  history: ReadonlyArray<Recorded>,
  known: PageHistory,
  now: Date,
): ReadonlyArray<PageReport> => {
  const { origin, provider, id, product } = reading;
  const page = { origin, provider, id };
  const atOrigin = newestState(history, (state) => state.origin === origin);
  const changed = pipe(
    atOrigin,
    O.filter(({ state }) => state.id !== undefined && (state.id !== id || state.product !== product)),
    O.filter(({ recordedAt }) => !isReported(history, origin, 'page_changed', recordedAt)),
    O.map(({ state }): PageReport => ({
      _tag: 'PageChanged',
      page,
      before: identityOf(state.product, state.id),
      after: identityOf(product, id),
    })),
  );
  const readable = pipe(
    atOrigin,
    O.filter(({ state }) => !state.readable && state.reported === true),
    O.filter(({ recordedAt }) => !isReported(history, origin, 'page_readable', recordedAt)),
    O.map(({ state, recordedAt }): PageReport => ({
      _tag: 'PageReadable',
      page,
      since: state.since ?? recordedAt.toISOString(),
    })),
  );
  const missing = pipe(
    missingWebhooks(reading, known, now),
    O.filter(() => !isReported(history, origin, 'webhooks_missing', before(now, reportIntervalInHours))),
  );
  return [changed, readable, missing].flatMap((report) => (O.isSome(report) ? [report.value] : []));
};

/** What a page says, less what is recorded. The history may be in any order, and hold an entry twice. */
export const difference =
  ({ isHistoryDurable }: Settings) =>
  (reading: PageReading, history: ReadonlyArray<Recorded>, now: Date): Difference => {
    const known = pageHistory(history, reading.id);
    const since = lookBack(known.lastState, now);
    const incidents = incidentChanges(reading, known, since, now);
    const components = componentChanges(reading, known, now);
    const { open, withdrawn } = openIncidents(reading, known, incidents.deferred, now);
    const isBackfill = (event: StatusEvent): boolean =>
      O.isNone(since) && event.kind !== 'component' && (isOver(event.incident.status) || !isHistoryDurable);
    const state: PageState = {
      origin: reading.origin,
      provider: reading.provider,
      product: reading.product,
      id: reading.id,
      readable: true,
      reason: undefined,
      since: undefined,
      reported: undefined,
      readAt: now.toISOString(),
      indicator: reading.indicator?.slice(0, maxIndicatorLength).toWellFormed(),
      ...boundedState(components.known, open),
      firstWebhookAt: known.firstWebhookAt,
      lastWebhookAt: known.lastWebhookAt,
    };
    return {
      events: oldestFirst([...incidents.changed, ...components.changed, ...withdrawn]).map((event) => ({
        event,
        isBackfill: isBackfill(event),
      })),
      reports: readableReports(reading, history, known, now),
      state: ifChanged(state, known.lastState, now),
      deferred: incidents.deferred.size + components.deferred,
    };
  };

const neverRead: Pick<PageState, 'componentCount' | 'components' | 'open' | 'omitted'> = {
  componentCount: 0,
  components: [],
  open: [],
  omitted: { components: 0, open: 0 },
};

/** What there is to record of a page that cannot be read: what was last read stays, and is unknown rather than operational. */
export const unreadableDifference = (
  { origin, provider, reason }: UnreadablePage,
  history: ReadonlyArray<Recorded>,
  now: Date,
): Difference => {
  const lastState = newestState(history, (state) => state.origin === origin);
  const last = O.isSome(lastState) ? lastState.value.state : undefined;
  const since = (last?.readable === false ? last.since : undefined) ?? now.toISOString();
  const isDue = Date.parse(since) <= before(now, unreadableReportedAfterInHours).getTime();
  const report: PageReport = {
    _tag: 'PageUnreadable',
    page: { origin, provider, id: last?.id },
    cause: reason,
    since,
  };
  const isNew = last?.reported !== true && !isReported(history, origin, 'page_unreadable', new Date(since));
  const state: PageState = {
    product: undefined,
    id: undefined,
    readAt: undefined,
    indicator: undefined,
    ...neverRead,
    firstWebhookAt: undefined,
    lastWebhookAt: undefined,
    ...last,
    origin,
    provider,
    readable: false,
    reason,
    since,
    reported: isDue ? true : undefined,
  };
  return {
    events: [],
    reports: isDue && isNew ? [report] : [],
    state: ifChanged(state, lastState, now),
    deferred: 0,
  };
};
