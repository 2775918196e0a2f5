import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';
import { decode } from '../../codec/decode.ts';
import { decodeTolerantly } from '../../codec/decode-tolerantly.ts';
import { optionalUtc } from '../../codec/iso-time.ts';
import { NonEmptyString } from '../../codec/non-empty-string.ts';
import { object } from '../../codec/object.ts';
import { nullish } from '../../codec/optional.ts';
import type { Violations } from '../../codec/violations.ts';
import { editedAt } from '../../domain/event-times.ts';
import { cleanId, optionalLine, singleLine } from '../../domain/plain-text.ts';
import type { IncidentEvent } from '../../domain/status-event.ts';
import { toIncidentEvent } from '../../statuspage/to-incident-event.ts';
import { IncidentDelivery } from '../../statuspage/wire.ts';
import type { PageContent, ReadComponent } from '../page-reading.ts';
import { decodeEach } from './decode-each.ts';
import { isVerified } from './incident-event.ts';
import type { ContentSource, Documents, PageProduct } from './page-product.ts';

const summaryPath = '/api/v2/summary.json';
const incidentsPath = '/api/v2/incidents.json';
const maintenancePath = '/api/v2/scheduled-maintenances.json';
const componentsPath = '/api/v2/components.json';

const Page = object({ id: NonEmptyString, name: nullish(t.string), url: nullish(t.string) }, 'Page');

const Summary = object(
  {
    page: Page,
    status: nullish(object({ indicator: nullish(t.string), description: nullish(t.string) }, 'Status')),
    components: nullish(t.readonlyArray(t.unknown)),
    incidents: nullish(t.readonlyArray(t.unknown)),
    scheduled_maintenances: nullish(t.readonlyArray(t.unknown)),
  },
  'Summary',
);
type Summary = t.TypeOf<typeof Summary>;

// The page of a list is not needed, but an answer without one of these keys is another sort of answer.
const Incidents = object({ incidents: nullish(t.readonlyArray(t.unknown)), page: t.UnknownRecord }, 'Incidents');
const Maintenances = object(
  { scheduled_maintenances: nullish(t.readonlyArray(t.unknown)), page: t.UnknownRecord },
  'Maintenances',
);
const Components = object({ components: nullish(t.readonlyArray(t.unknown)) }, 'Components');

const Component = object(
  {
    id: NonEmptyString,
    name: nullish(t.string),
    status: NonEmptyString,
    updated_at: nullish(t.string),
    group: nullish(t.boolean),
  },
  'Component',
);

const slashed = (url: string): string => (url.endsWith('/') ? url : `${url}/`);

const linkBase = ({ page }: Summary, origin: string): string => {
  const url = URL.parse(page.url ?? '');
  return slashed(url !== null && /^https?:$/.test(url.protocol) ? url.href : origin);
};

const incidentDecoder =
  (summary: Summary, source: ContentSource) =>
  (incident: unknown): E.Either<ReadonlyArray<string>, IncidentEvent> => {
    const id = cleanId(summary.page.id);
    const page = {
      id: summary.page.id,
      status_indicator: summary.status?.indicator,
      status_description: summary.status?.description,
    };
    return pipe(
      decodeTolerantly(IncidentDelivery)({ page, incident }),
      E.map(({ value }) => {
        const event = toIncidentEvent(new Map())(value, isVerified(source.origin));
        const link = `${linkBase(summary, source.origin)}incidents/${encodeURIComponent(event.incident.id)}`;
        return {
          ...event,
          provider: source.providerOf(id, singleLine(summary.page.name ?? '')),
          incident: { ...event.incident, shortlink: event.incident.shortlink ?? link },
        };
      }),
    );
  };

const newer = (left: IncidentEvent, right: IncidentEvent): IncidentEvent =>
  (editedAt(left) ?? '') < (editedAt(right) ?? '') ? right : left;

// What is open stands in two lists, which were read one after the other.
const eachOnce = (incidents: ReadonlyArray<IncidentEvent>): ReadonlyArray<IncidentEvent> => [
  ...incidents
    .reduce((byId, event) => {
      const other = byId.get(event.incident.id);
      return byId.set(event.incident.id, other === undefined ? event : newer(other, event));
    }, new Map<string, IncidentEvent>())
    .values(),
];

const componentDecoder =
  (hasTimes: boolean) =>
  (component: unknown): E.Either<ReadonlyArray<string>, ReadonlyArray<ReadComponent>> =>
    pipe(
      decodeTolerantly(Component)(component),
      E.map(({ value: { id, name, status, updated_at, group } }) =>
        group === true
          ? []
          : [
              {
                id: cleanId(id),
                name: optionalLine(name) ?? singleLine(id),
                status: singleLine(status),
                updatedAt: hasTimes ? optionalUtc(updated_at) : undefined,
              },
            ],
      ),
    );

type Settings = Readonly<{
  name: string;
  pageId: RegExp;
  /** Whether a component's `updated_at` follows its status. */
  hasComponentTimes: boolean;
  hasComponentsDocument: boolean;
  hasWebhooks: boolean;
}>;

const decodeContent =
  ({ hasComponentTimes }: Settings) =>
  (documents: Documents, source: ContentSource): E.Either<Violations, PageContent> =>
    pipe(
      E.Do,
      E.bind('summary', () => decode(Summary)(documents.get(summaryPath))),
      E.bind('recent', () => decode(Incidents)(documents.get(incidentsPath))),
      E.bind('planned', () => decode(Maintenances)(documents.get(maintenancePath) ?? { page: {} })),
      E.bind('all', () => decode(Components)(documents.get(componentsPath) ?? {})),
      E.map(({ summary, recent, planned, all }): PageContent => {
        const incidents = decodeEach(
          [
            ...(recent.incidents ?? []),
            ...(planned.scheduled_maintenances ?? []),
            ...(summary.incidents ?? []),
            ...(summary.scheduled_maintenances ?? []),
          ],
          incidentDecoder(summary, source),
        );
        const components = decodeEach(
          [...(all.components ?? []), ...(summary.components ?? [])],
          componentDecoder(hasComponentTimes),
        );
        return {
          id: cleanId(summary.page.id),
          name: singleLine(summary.page.name ?? ''),
          indicator: optionalLine(summary.status?.indicator),
          description: optionalLine(summary.status?.description),
          components: [...new Map(components.values.flat().map((it) => [it.id, it])).values()],
          incidents: eachOnce(incidents.values),
          violations: [...incidents.violations, ...components.violations],
        };
      }),
    );

/** A product whose pages have Statuspage's public API: https://support.atlassian.com/statuspage/docs/what-are-the-different-apis-under-statuspage/ */
export const apiV2 = (settings: Settings): PageProduct => ({
  name: settings.name,
  hasWebhooks: settings.hasWebhooks,
  hosts: [],
  probe: summaryPath,
  recognises: (document) => {
    const summary = decode(Summary)(document);
    return E.isRight(summary) && settings.pageId.test(summary.right.page.id);
  },
  documents: [
    { path: incidentsPath, isOptional: false },
    { path: maintenancePath, isOptional: settings.hasComponentsDocument },
    ...(settings.hasComponentsDocument ? [{ path: componentsPath, isOptional: true }] : []),
  ],
  decode: decodeContent(settings),
});
