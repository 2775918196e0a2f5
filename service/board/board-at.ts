import type { Impact } from '../domain/impact.ts';
import type { Board } from './board.ts';
import type { Answer, BoardView, IncidentView, ProviderView, SelfView } from './board-view.ts';
import { compareText } from './compare-text.ts';
import type { ImpairedComponent } from './components-at.ts';
import { type IncidentAt, incidentView } from './incident-at.ts';
import type { PageAt } from './page-at.ts';
import { pageHistory } from './page-history.ts';
import { type BoardQuery, type BoardSettings, momentOf, pagesAt } from './pages-at.ts';
import { latestUntil, type Moment, optionalUtcOf, toUtc } from './time.ts';

const millisecondsPerDay = 24 * 60 * 60 * 1000;
const upcomingInMilliseconds = 7 * millisecondsPerDay;

const hasImpact = (impact: Impact | undefined): boolean => impact !== undefined && impact !== 'none';

const answer = (pages: ReadonlyArray<PageAt>): Answer => {
  const broken = pages.filter(({ impact }) => hasImpact(impact));
  const unknown = pages.filter(({ state }) => state === 'unknown');
  const stateOf = (): Answer['state'] => {
    if (broken.length > 0) return 'broken';
    return unknown.length > 0 ? 'unknown' : 'quiet';
  };
  return { state: stateOf(), providerCount: pages.length, providers: [...broken, ...unknown].map(({ id }) => id) };
};

const componentView = ({ id, name, status }: ImpairedComponent): ProviderView['components'][number] => ({
  id,
  name,
  status,
});

const reference = ({ course: { newest }, impact }: IncidentAt): ProviderView['incidents'][number] => ({
  id: newest.incident.id,
  kind: newest.kind,
  name: newest.incident.name,
  impact,
  isRehearsal: newest.rehearsal === true,
});

const earliestStart = (left: IncidentAt, right: IncidentAt): number =>
  left.course.startedAt - right.course.startedAt ||
  compareText(left.course.newest.incident.id, right.course.newest.incident.id);

const providerView =
  (at: number) =>
  (page: PageAt): ProviderView => ({
    id: page.id,
    name: page.name,
    origin: page.reading?.origin,
    state: page.state,
    impact: page.impact,
    since: optionalUtcOf(page.since),
    isRehearsal: page.isRehearsal,
    components: page.components.map(componentView),
    incidents: page.incidents
      .filter(({ phase }) => phase === 'open')
      .toSorted(earliestStart)
      .map(reference),
    isPolled: page.reading !== undefined,
    webhookAt: optionalUtcOf(page.webhookAt),
    polledAt: optionalUtcOf(page.reading?.readAt),
    unreadable:
      page.reading?.unreadable === undefined
        ? undefined
        : { reason: page.reading.unreadable.reason, since: toUtc(page.reading.unreadable.since) },
    firstRecordedAt: optionalUtcOf(page.firstRecordedAt),
    ...pageHistory(page, at),
  });

const refusals: ReadonlySet<string> = new Set([
  'body_interrupted',
  'body_too_large',
  'broken_encoding',
  'empty_body',
  'foreign_origin',
  'history_unavailable',
  'invalid_signature',
  'invalid_token',
  'malformed_token',
  'missing_proof',
  'missing_signature',
  'missing_token',
  'not_an_object',
  'not_json',
  'not_utf8',
  'token_of_another_page',
  'unknown_encoding',
  'unknown_path',
]);

const selfView = (
  { pages, problems }: Board,
  shown: ReadonlyArray<PageAt>,
  { at, knownBy }: Moment,
  { staleSince }: BoardQuery,
): SelfView => {
  const known = Math.min(at, knownBy);
  const recent = problems.filter(({ recordedAt }) => {
    const time = recordedAt.getTime();
    return time <= known && time > at - millisecondsPerDay;
  });
  const deliveries = [...pages.values()].flatMap(({ webhooks, rehearsals }) =>
    [latestUntil(webhooks, known), latestUntil(rehearsals, known)].filter((time) => time !== undefined),
  );
  return {
    lastDeliveryAt: optionalUtcOf(deliveries.toSorted((left, right) => left - right).at(-1)),
    refused: recent.filter(({ reason }) => refusals.has(reason)).length,
    unrecognised: recent.filter(({ reason }) => reason === 'unrecognised').length,
    unreadablePages: shown.filter(({ reading }) => reading?.unreadable !== undefined).map(({ id }) => id),
    staleSince: staleSince?.toISOString(),
  };
};

type Shown = Readonly<{ incident: IncidentAt; view: IncidentView }>;

const shownOf =
  (at: number) =>
  ({ id, name, incidents }: PageAt): ReadonlyArray<Shown> =>
    incidents.map((incident) => ({ incident, view: incidentView(incident, { id, name }, at) }));

const bySoonest = (left: Shown, right: Shown): number => earliestStart(left.incident, right.incident);

const isSoon =
  (at: number) =>
  ({ phase, course }: IncidentAt): boolean =>
    phase === 'upcoming' && course.newest.kind === 'maintenance' && course.startedAt - at <= upcomingInMilliseconds;

/**
 * The board at a time: `boardAt(settings)(foldEntries(emptyBoard, entries), { at, known, now })`. It does not depend on the
 * order in which entries were added, nor on how often. `incidentsAt` lists what is over too.
 */
export const boardAt =
  (settings: BoardSettings) =>
  (board: Board, query: BoardQuery): BoardView => {
    const moment = momentOf(query);
    const pages = pagesAt(settings, board, moment);
    const shown = (isShown: (incident: IncidentAt) => boolean): ReadonlyArray<IncidentView> =>
      pages
        .map((page) => ({ ...page, incidents: page.incidents.filter(isShown) }))
        .flatMap(shownOf(moment.at))
        .toSorted(bySoonest)
        .map(({ view }) => view);
    const open = shown(({ phase }) => phase === 'open');
    return {
      at: query.at.toISOString(),
      known: query.known,
      generatedAt: query.now.toISOString(),
      answer: answer(pages),
      providers: pages.map(providerView(moment.at)),
      openIncidents: open.filter(({ kind }) => kind === 'incident').toReversed(),
      runningMaintenance: open.filter(({ kind }) => kind === 'maintenance'),
      upcomingMaintenance: shown(isSoon(moment.at)),
      self: selfView(board, pages, moment, query),
    };
  };

/** All incidents and maintenance that are known, as they were at a time; the one that began last comes first. */
export const incidentsAt =
  (settings: BoardSettings) =>
  (board: Board, query: BoardQuery): ReadonlyArray<IncidentView> => {
    const moment = momentOf(query);
    return pagesAt(settings, board, moment)
      .flatMap(shownOf(moment.at))
      .toSorted(bySoonest)
      .toReversed()
      .map(({ view }) => view);
  };
