import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';
import { decode } from '../../codec/decode.ts';
import { IsoTime, optionalUtc } from '../../codec/iso-time.ts';
import { NonEmptyString } from '../../codec/non-empty-string.ts';
import { object } from '../../codec/object.ts';
import { nullish } from '../../codec/optional.ts';
import type { Violations } from '../../codec/violations.ts';
import { latest } from '../../domain/event-times.ts';
import { type Impact, worstImpact } from '../../domain/impact.ts';
import { active } from '../../domain/incident-lifecycle.ts';
import { cleanId, optionalId, optionalLine, plainText, singleLine } from '../../domain/plain-text.ts';
import type { AffectedComponent, IncidentEvent, IncidentUpdate } from '../../domain/status-event.ts';
import { stripMarkdown } from '../../domain/strip-markdown.ts';
import type { PageContent } from '../page-reading.ts';
import { decodeEachAs } from './decode-each.ts';
import { incidentEvent } from './incident-event.ts';
import { linkTo } from './link-to.ts';
import type { ContentSource, Documents, PageProduct } from './page-product.ts';
import { recent } from './recent.ts';

const Update = object(
  {
    created: nullish(IsoTime),
    modified: nullish(IsoTime),
    when: nullish(IsoTime),
    status: nullish(t.string),
    text: nullish(t.string),
  },
  'Update',
);
type Update = t.TypeOf<typeof Update>;

const Product = object(
  { id: nullish(NonEmptyString), title: nullish(NonEmptyString), current_title: nullish(NonEmptyString) },
  'Product',
);

const Incident = object(
  {
    id: NonEmptyString,
    external_desc: nullish(t.string),
    begin: nullish(IsoTime),
    end: nullish(t.string),
    created: nullish(IsoTime),
    modified: nullish(IsoTime),
    status_impact: nullish(t.string),
    severity: nullish(t.string),
    service_key: nullish(NonEmptyString),
    service_name: nullish(NonEmptyString),
    affected_products: nullish(t.readonlyArray(Product)),
    uri: nullish(t.string),
    updates: nullish(t.readonlyArray(Update)),
    most_recent_update: nullish(Update),
  },
  'Incident',
);
type Incident = t.TypeOf<typeof Incident>;

const Incidents = t.readonlyArray(t.unknown, 'Incidents');

const impacts: ReadonlyMap<string | null | undefined, Impact> = new Map([
  ['SERVICE_INFORMATION', 'minor'],
  ['SERVICE_DISRUPTION', 'major'],
  ['SERVICE_OUTAGE', 'critical'],
  ['low', 'minor'],
  ['medium', 'major'],
  ['high', 'critical'],
]);

const impactOf = ({ status_impact, severity }: Incident): Impact | undefined =>
  worstImpact([status_impact, severity].flatMap((word) => impacts.get(word) ?? []));

const isOpen = ({ end }: Incident): boolean => (end ?? '') === '';

const updatesOf = ({ updates, most_recent_update }: Incident): ReadonlyArray<Update> =>
  (updates ?? []).length > 0 ? (updates ?? []) : [most_recent_update ?? []].flat();

const fromMarkdown = (markdown: string): string => plainText(stripMarkdown(markdown));

const nameOf = ({ external_desc, service_name, id }: Incident): string =>
  [external_desc, service_name, id].map((text) => singleLine(fromMarkdown(text ?? ''))).find((name) => name !== '') ??
  id;

const componentsOf = ({ affected_products, service_key, service_name }: Incident): ReadonlyArray<AffectedComponent> => {
  const products = (affected_products ?? []).map(({ id, title, current_title }) => ({
    id,
    name: current_title ?? title,
  }));
  return (products.length > 0 ? products : [{ id: service_key, name: service_name }])
    .filter(({ id, name }) => (id ?? name ?? null) !== null)
    .map(({ id, name }) => ({
      id: optionalId(id),
      name: optionalLine(name),
      oldStatus: undefined,
      newStatus: undefined,
    }));
};

// Before the end, `AVAILABLE` says no more than that it looks well.
const toUpdate =
  (incident: Incident) =>
  ({ created, modified, when, status, text }: Update): Partial<IncidentUpdate> => ({
    status: status === 'AVAILABLE' && !isOpen(incident) ? 'resolved' : active,
    body: text === undefined || text === null ? undefined : fromMarkdown(text),
    createdAt: optionalUtc(created ?? when),
    updatedAt: optionalUtc(modified ?? created ?? when),
    displayAt: optionalUtc(when),
  });

type Settings = Readonly<{ name: string; id: string; host: string; path: string }>;

const toEvent =
  ({ name, id, path }: Settings, source: ContentSource) =>
  (incident: Incident): IncidentEvent =>
    incidentEvent(
      source,
      { id, name, indicator: undefined, description: undefined },
      {
        kind: 'incident',
        incident: {
          id: cleanId(incident.id),
          name: nameOf(incident),
          status: isOpen(incident) ? active : 'resolved',
          impact: impactOf(incident),
          shortlink: linkTo(incident.uri, `${source.origin}${path}`),
          createdAt: optionalUtc(incident.created),
          updatedAt: optionalUtc(incident.modified),
          startedAt: optionalUtc(incident.begin),
          resolvedAt: optionalUtc(incident.end),
        },
        components: componentsOf(incident),
        // The page lists the newest first.
        updates: updatesOf(incident).map(toUpdate(incident)).toReversed(),
      },
    );

const editedAt = (incident: Incident): string | undefined =>
  latest(updatesOf(incident).map(({ modified, created }) => optionalUtc(modified ?? created))) ??
  optionalUtc(incident.modified);

const decodeContent =
  (settings: Settings) =>
  (documents: Documents, source: ContentSource): E.Either<Violations, PageContent> =>
    pipe(
      decode(Incidents)(documents.get(settings.path)),
      E.map((list): PageContent => {
        const { values, violations } = decodeEachAs(Incident, list);
        const listed = values.map((incident) => ({
          incident,
          isOpen: isOpen(incident),
          editedAt: editedAt(incident),
        }));
        return {
          id: settings.id,
          name: settings.name,
          indicator: undefined,
          description: undefined,
          components: [],
          incidents: recent(listed).map(({ incident }) => toEvent(settings, source)(incident)),
          violations,
        };
      }),
    );

// An empty list could be an answer of anything else.
const recognises = (document: unknown, isAtItsHost: boolean): boolean =>
  Incidents.is(document) &&
  ((isAtItsHost && document.length === 0) ||
    decodeEachAs(Incident, document).values.some(({ begin }) => (begin ?? null) !== null));

/** A dashboard of Google's: a list of incidents, with no list of what there is beside them. */
export const googleStatus = (settings: Settings): PageProduct => ({
  name: settings.name,
  hasWebhooks: false,
  hosts: [settings.host],
  probe: settings.path,
  recognises,
  documents: [],
  decode: decodeContent(settings),
});
