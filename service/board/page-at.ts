import { concernsWatchedComponent } from '../announcing/suppressed-by.ts';
import { type Impact, worstImpact } from '../domain/impact.ts';
import type { IncidentRecord, PageRecord } from './board.ts';
import type { ProviderState } from './board-view.ts';
import { type ImpairedComponent, impairedComponents } from './components-at.ts';
import { type IncidentAt, incidentAt } from './incident-at.ts';
import { type IncidentCourse, incidentCourse } from './incident-course.ts';
import { isUnread, type PageReading } from './page-reading.ts';
import { earliest, latest, latestUntil, type Moment } from './time.ts';

/** A page and its vendor at a time; times in milliseconds since 1970. */
export type PageAt = Readonly<{
  id: string;
  name: string;
  state: ProviderState;
  impact: Impact | undefined;
  since: number | undefined;
  isRehearsal: boolean;
  reading: PageReading | undefined;
  isUnread: boolean;
  isPolled: boolean;
  webhookAt: number | undefined;
  firstRecordedAt: number | undefined;
  components: ReadonlyArray<ImpairedComponent>;
  incidents: ReadonlyArray<IncidentAt>;
}>;

/** A page before it is known what it says. */
export type BoardPage = Readonly<{
  id: string;
  name: string | undefined;
  record: PageRecord | undefined;
  readings: ReadonlyArray<PageReading>;
  firstReadAt: number | undefined;
}>;

type Standing = Pick<PageAt, 'state' | 'impact' | 'since' | 'isRehearsal'>;

const silenceInMilliseconds = 3 * 24 * 60 * 60 * 1000;

const isRehearsed = ({ course }: IncidentAt): boolean => course.newest.rehearsal === true;

const courseKnownBy = ({ versions, course }: IncidentRecord, knownBy: number): IncidentCourse | undefined =>
  knownBy === Number.POSITIVE_INFINITY
    ? course
    : incidentCourse(versions.filter(({ recordedAt }) => recordedAt.getTime() <= knownBy));

const newestName = ({ names }: PageRecord, knownBy: number): string | undefined =>
  [...names]
    .filter(([, since]) => since <= knownBy)
    .reduce<readonly [string, number] | undefined>((newest, it) => {
      if (newest === undefined || it[1] > newest[1]) return it;
      return it[1] === newest[1] && it[0] > newest[0] ? it : newest;
    }, undefined)?.[0];

const lastEnd = (incidents: ReadonlyArray<IncidentAt>, at: number): number | undefined =>
  latest(incidents.map(({ course: { endedAt } }) => (endedAt !== undefined && endedAt <= at ? endedAt : undefined)));

type Evidence = Readonly<{
  open: ReadonlyArray<IncidentAt>;
  running: ReadonlyArray<IncidentAt>;
  impaired: ReadonlyArray<ImpairedComponent>;
  inMaintenance: ReadonlyArray<ImpairedComponent>;
  /** Since when something that was open has not been heard of. */
  silentSince: number | undefined;
  unreadSince: number | undefined;
  isUnread: boolean;
  isPolled: boolean;
  endedAt: number | undefined;
}>;

const brokenBy = ({ open, impaired }: Evidence): Standing | undefined => {
  const impacts = [...open, ...impaired].map(({ impact }) => impact ?? 'none');
  const impact = worstImpact(impacts);
  if (impact === undefined || (impact === 'none' && open.length === 0)) return undefined;
  const worstIncidents = open.filter((it) => it.impact === impact);
  const worstComponents = impaired.filter((it) => it.impact === impact);
  return {
    state: open.length > 0 ? 'incident' : 'impaired',
    impact,
    since: earliest([
      ...worstIncidents.map(({ course }) => course.startedAt),
      ...(worstIncidents.length === 0 ? worstComponents.map(({ since }) => since) : []),
    ]),
    isRehearsal: worstIncidents.every(isRehearsed) && worstComponents.every(({ isRehearsal }) => isRehearsal),
  };
};

const genuine = { impact: undefined, isRehearsal: false };

const standing = (evidence: Evidence): Standing => {
  const { running, inMaintenance, silentSince, isUnread: cannotTell, unreadSince, isPolled, endedAt } = evidence;
  const broken = brokenBy(evidence);
  const isUnknown = cannotTell || silentSince !== undefined;
  if (broken !== undefined && !(broken.impact === 'none' && isUnknown)) return broken;
  if (isUnknown) return { ...genuine, state: 'unknown', since: cannotTell ? unreadSince : silentSince };
  if (running.length > 0 || inMaintenance.length > 0) {
    return {
      state: 'maintenance',
      impact: undefined,
      since: earliest([...running.map(({ course }) => course.startedAt), ...inMaintenance.map(({ since }) => since)]),
      isRehearsal: running.every(isRehearsed) && inMaintenance.every(({ isRehearsal }) => isRehearsal),
    };
  }
  return { ...genuine, state: isPolled ? 'operational' : 'no_known_incident', since: endedAt };
};

/** A page as it was at a time, narrowed to the watched components. */
export const pageAt = (
  { id, name, record, readings, firstReadAt }: BoardPage,
  moment: Moment,
  watched: ReadonlySet<string>,
): PageAt => {
  const { at, knownBy } = moment;
  const reading = readings.reduce<PageReading | undefined>(
    (best, it) => (best === undefined || (it.knownReadAt ?? 0) > (best.knownReadAt ?? 0) ? it : best),
    undefined,
  );
  const incidents = [...(record?.incidents.values() ?? [])]
    .map((it) => courseKnownBy(it, knownBy))
    .filter((course) => course !== undefined)
    .filter(({ newest }) => watched.size === 0 || concernsWatchedComponent(watched, newest))
    .map(incidentAt(at, reading?.knownReadAt));
  const components = impairedComponents(record, readings, moment, watched);

  const open = incidents.filter(({ phase }) => phase === 'open');
  const heard = open.filter(({ silentSince }) => silentSince === undefined);
  const isSilent = ({ heardAt }: ImpairedComponent): boolean =>
    at - Math.max(heardAt, reading?.knownReadAt ?? 0) >= silenceInMilliseconds;
  const heardComponents = components.filter((component) => !isSilent(component));
  const unread = reading !== undefined && isUnread(reading, at);
  const known = Math.min(at, knownBy);
  return {
    id,
    name:
      name ??
      (record === undefined ? undefined : newestName(record, knownBy)) ??
      reading?.states.at(-1)?.state.provider ??
      id,
    ...standing({
      open: heard.filter(({ course }) => course.newest.kind === 'incident'),
      running: heard.filter(({ course }) => course.newest.kind === 'maintenance'),
      impaired: heardComponents.filter(({ isInMaintenance }) => !isInMaintenance),
      inMaintenance: heardComponents.filter(({ isInMaintenance }) => isInMaintenance),
      silentSince: earliest([
        ...open.map(({ silentSince }) => silentSince),
        ...components.filter(isSilent).map(({ heardAt }) => heardAt),
      ]),
      unreadSince: reading?.readAt,
      isUnread: unread,
      isPolled: reading !== undefined,
      endedAt: lastEnd(incidents, at),
    }),
    reading,
    isUnread: unread,
    isPolled: reading !== undefined,
    webhookAt: latestUntil(record?.webhooks ?? [], known),
    firstRecordedAt: earliest([latestUntil(record?.events.slice(0, 1) ?? [], knownBy), firstReadAt]),
    components,
    incidents,
  };
};
