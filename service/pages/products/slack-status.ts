import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as ORD from 'fp-ts/lib/Ord.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import * as S from 'fp-ts/lib/string.js';
import * as t from 'io-ts';
import { decode } from '../../codec/decode.ts';
import { IsoTime, optionalUtc } from '../../codec/iso-time.ts';
import { NonEmptyString } from '../../codec/non-empty-string.ts';
import { object } from '../../codec/object.ts';
import { nullish } from '../../codec/optional.ts';
import type { Violations } from '../../codec/violations.ts';
import { latest } from '../../domain/event-times.ts';
import type { Impact } from '../../domain/impact.ts';
import { active, isOver } from '../../domain/incident-lifecycle.ts';
import { cleanId, optionalText, singleLine } from '../../domain/plain-text.ts';
import type { IncidentEvent, IncidentUpdate } from '../../domain/status-event.ts';
import type { PageContent } from '../page-reading.ts';
import { decodeEachAs } from './decode-each.ts';
import { incidentEvent } from './incident-event.ts';
import { linkTo } from './link-to.ts';
import { NumericId } from './numeric-id.ts';
import type { ContentSource, Documents, PageProduct } from './page-product.ts';
import { recent } from './recent.ts';

const currentPath = '/api/v2.0.0/current';
const historyPath = '/api/v2.0.0/history';

const Note = object({ date_created: nullish(IsoTime), body: nullish(t.string) }, 'Note');

const Incident = object(
  {
    id: NumericId,
    title: NonEmptyString,
    type: nullish(t.string),
    status: NonEmptyString,
    url: nullish(t.string),
    date_created: nullish(IsoTime),
    date_updated: nullish(IsoTime),
    notes: nullish(t.readonlyArray(Note)),
    services: nullish(t.readonlyArray(NonEmptyString)),
  },
  'Incident',
);
type Incident = t.TypeOf<typeof Incident>;

const Current = object({ status: NonEmptyString, active_incidents: t.readonlyArray(t.unknown) }, 'Current');
const History = t.readonlyArray(t.unknown, 'History');

const impacts: ReadonlyMap<string | null | undefined, Impact> = new Map([
  ['notice', 'none'],
  ['incident', 'minor'],
  ['outage', 'major'],
]);

const ends: ReadonlySet<string> = new Set(['resolved', 'completed', 'complete', 'cancelled', 'canceled']);

const isMaintenance = ({ type }: Incident): boolean => type === 'maintenance';

const statusOf = (incident: Incident): string => {
  if (ends.has(incident.status)) return isMaintenance(incident) ? 'completed' : 'resolved';
  if (incident.status === active) return isMaintenance(incident) ? 'in_progress' : active;
  return singleLine(incident.status);
};

/** The page tells one time of an edit for the whole incident, and no status of a note: the newest note has both. */
const updatesOf = (incident: Incident): ReadonlyArray<Partial<IncidentUpdate>> => {
  const notes = (incident.notes ?? []).map(({ date_created, body }) => ({
    status: isMaintenance(incident) ? undefined : active,
    body: optionalText(body),
    createdAt: optionalUtc(date_created),
    updatedAt: optionalUtc(date_created),
  }));
  const newestAt = latest(notes.map(({ createdAt }) => createdAt));
  const newest = notes.findLastIndex(({ createdAt }) => createdAt === newestAt);
  return notes.map((note, index) =>
    index === newest
      ? { ...note, status: statusOf(incident), updatedAt: latest([newestAt, optionalUtc(incident.date_updated)]) }
      : note,
  );
};

const page = { id: 'slack', name: 'Slack', indicator: undefined };

const toEvent =
  (source: ContentSource, description: string) =>
  (incident: Incident): IncidentEvent =>
    incidentEvent(
      source,
      { ...page, description },
      {
        kind: isMaintenance(incident) ? 'maintenance' : 'incident',
        incident: {
          id: cleanId(`${incident.id}`),
          name: singleLine(incident.title),
          status: statusOf(incident),
          impact: isMaintenance(incident) ? 'maintenance' : impacts.get(incident.type),
          shortlink: linkTo(incident.url, source.origin),
          createdAt: optionalUtc(incident.date_created),
          updatedAt: optionalUtc(incident.date_updated),
          startedAt: optionalUtc(incident.date_created),
        },
        components: (incident.services ?? []).map((name) => ({
          id: undefined,
          name: singleLine(name),
          oldStatus: undefined,
          newStatus: undefined,
        })),
        updates: updatesOf(incident),
      },
    );

const editedAt = ({ date_updated, date_created }: Incident): string | undefined =>
  optionalUtc(date_updated ?? date_created);

const firstEditedFirst: ORD.Ord<Incident> = pipe(
  S.Ord,
  ORD.contramap((incident) => editedAt(incident) ?? ''),
);

// What is open may stand in both lists, which were read one after the other.
const eachOnce = (incidents: ReadonlyArray<Incident>): ReadonlyArray<Incident> => [
  ...new Map(
    pipe(incidents, RA.sort(firstEditedFirst)).map((incident) => [`${incident.id}`, incident] as const),
  ).values(),
];

const decodeContent = (documents: Documents, source: ContentSource): E.Either<Violations, PageContent> =>
  pipe(
    E.Do,
    E.bind('current', () => decode(Current)(documents.get(currentPath))),
    E.bind('history', () => decode(History)(documents.get(historyPath))),
    E.map(({ current, history }): PageContent => {
      const { values, violations } = decodeEachAs(Incident, [...history, ...current.active_incidents]);
      const description = singleLine(current.status);
      const listed = eachOnce(values).map((incident) => ({
        incident,
        isOpen: !isOver(statusOf(incident)),
        editedAt: editedAt(incident),
      }));
      return {
        ...page,
        description,
        components: [],
        incidents: recent(listed).map(({ incident }) => toEvent(source, description)(incident)),
        violations,
      };
    }),
  );

/** https://docs.slack.dev/reference/slack-status-api */
export const slackStatus: PageProduct = {
  name: 'Slack',
  hasWebhooks: false,
  hosts: ['slack-status.com', 'status.slack.com'],
  probe: currentPath,
  recognises: (document) => E.isRight(decode(Current)(document)),
  documents: [{ path: historyPath, isOptional: false }],
  decode: decodeContent,
};
