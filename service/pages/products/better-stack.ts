import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { decode } from '../../codec/decode.ts';
import { optionalUtc } from '../../codec/iso-time.ts';
import type { Violations } from '../../codec/violations.ts';
import { latest } from '../../domain/event-times.ts';
import { type Impact, worstImpact } from '../../domain/impact.ts';
import { active, isOver } from '../../domain/incident-lifecycle.ts';
import { cleanId, optionalText, singleLine } from '../../domain/plain-text.ts';
import type { AffectedComponent, IncidentEvent, IncidentUpdate } from '../../domain/status-event.ts';
import type { PageContent, ReadComponent } from '../page-reading.ts';
import { type AffectedResource, Included, Page, Report, Resource, Update } from './better-stack-wire.ts';
import { decodeEachAs } from './decode-each.ts';
import { incidentEvent } from './incident-event.ts';
import { linkTo } from './link-to.ts';
import type { ContentSource, Documents, PageProduct } from './page-product.ts';
import { recent } from './recent.ts';

const path = '/index.json';

const impacts: ReadonlyMap<string, Impact> = new Map([
  ['degraded', 'minor'],
  ['downtime', 'major'],
]);

const indicators: ReadonlyMap<string, string> = new Map([['operational', 'none'], ...impacts]);

const componentStatuses: ReadonlyMap<string, string> = new Map([
  ['resolved', 'operational'],
  ['degraded', 'degraded_performance'],
  ['downtime', 'major_outage'],
  ['maintenance', 'under_maintenance'],
]);

const componentStatusOf = (status: string): string => componentStatuses.get(status) ?? singleLine(status);

const isMaintenance = ({ attributes }: Report): boolean => attributes.report_type === 'maintenance';

type Phase = Readonly<{
  status: string;
  /** When the clock brought it about, where no update did. */
  since: string | undefined;
  endedAt: string | undefined;
}>;

/** A maintenance begins and ends by the clock, without an update. An end is not always given, even where all is resolved. */
const phaseOf = (report: Report, now: string): Phase => {
  const { starts_at, ends_at, aggregate_state } = report.attributes;
  const [startsAt, endsAt] = [optionalUtc(starts_at), optionalUtc(ends_at)];
  const endedAt = endsAt !== undefined && endsAt <= now ? endsAt : undefined;
  if (!isMaintenance(report)) {
    const isResolved = endedAt !== undefined || aggregate_state === 'resolved' || aggregate_state === 'operational';
    return { status: isResolved ? 'resolved' : active, since: endedAt, endedAt };
  }
  if (startsAt !== undefined && now < startsAt) return { status: 'scheduled', since: undefined, endedAt: undefined };
  const hasEnded = endedAt !== undefined || aggregate_state === 'resolved';
  return { status: hasEnded ? 'completed' : 'in_progress', since: endedAt ?? startsAt, endedAt };
};

type Names = ReadonlyMap<string, string>;

const affectedBy = (
  resources: ReadonlyArray<AffectedResource> | null | undefined,
  names: Names,
): ReadonlyArray<AffectedComponent> =>
  (resources ?? []).map(({ status_page_resource_id: id, status }) => ({
    id: cleanId(`${id}`),
    name: names.get(`${id}`),
    oldStatus: undefined,
    newStatus: status === undefined || status === null ? undefined : componentStatusOf(status),
  }));

const oldestFirst = (updates: ReadonlyArray<Update>): ReadonlyArray<Update> =>
  updates.toReversed().toSorted((left, right) => {
    const [first = '', second = ''] = [left, right].map(({ attributes }) => optionalUtc(attributes.published_at));
    return first.localeCompare(second);
  });

const statusOfUpdate = (report: Report, phase: Phase, publishedAt: string | undefined, isNewest: boolean): string => {
  const startsAt = optionalUtc(report.attributes.starts_at);
  if (isMaintenance(report) && publishedAt !== undefined && startsAt !== undefined && publishedAt < startsAt) {
    return 'scheduled';
  }
  if (isNewest) return phase.status;
  return isMaintenance(report) ? 'in_progress' : active;
};

const toUpdates = (
  report: Report,
  updates: ReadonlyArray<Update>,
  phase: Phase,
  names: Names,
): ReadonlyArray<Partial<IncidentUpdate>> =>
  updates.map(({ id, attributes }, index) => {
    const publishedAt = optionalUtc(attributes.published_at);
    const isNewest = index === updates.length - 1;
    return {
      id: cleanId(`${id}`),
      status: statusOfUpdate(report, phase, publishedAt, isNewest),
      body: optionalText(attributes.message),
      createdAt: publishedAt,
      updatedAt: isNewest ? latest([publishedAt, phase.since]) : publishedAt,
      deliverNotifications: attributes.notify_subscribers ?? undefined,
      components: affectedBy(attributes.affected_resources, names),
    };
  });

/** As bad as it ever was: once it is resolved, its own state no longer tells. */
const impactOf = ({ attributes }: Report, updates: ReadonlyArray<Update>): Impact | undefined =>
  worstImpact(
    [
      attributes.aggregate_state,
      ...[attributes, ...updates.map((update) => update.attributes)]
        .flatMap(({ affected_resources }) => affected_resources ?? [])
        .map(({ status }) => status ?? ''),
    ].flatMap((state) => impacts.get(state) ?? []),
  );

type Listed = Readonly<{
  report: Report;
  updates: ReadonlyArray<Update>;
  phase: Phase;
  isOpen: boolean;
  editedAt: string | undefined;
}>;

const toListed =
  (updatesById: ReadonlyMap<string, Update>, now: string) =>
  (report: Report): Listed => {
    const references = report.relationships?.status_updates?.data ?? [];
    const updates = oldestFirst(references.flatMap(({ id }) => updatesById.get(`${id}`) ?? []));
    const phase = phaseOf(report, now);
    const publishedAt = updates.map(({ attributes }) => optionalUtc(attributes.published_at));
    const startsAt = optionalUtc(report.attributes.starts_at);
    return {
      report,
      updates,
      phase,
      isOpen: !isOver(phase.status),
      editedAt: latest([...publishedAt, phase.since]) ?? startsAt,
    };
  };

const nameOf = ({ attributes, id }: Report): string => {
  const title = singleLine(attributes.title ?? '');
  return title === '' ? `Report ${id}` : title;
};

const toEvent =
  (source: ContentSource, page: Parameters<typeof incidentEvent>[1], names: Names) =>
  ({ report, updates, phase, editedAt }: Listed): IncidentEvent => {
    const { starts_at, ends_at, affected_resources } = report.attributes;
    const kind = isMaintenance(report) ? 'maintenance' : 'incident';
    const planned = { scheduledFor: optionalUtc(starts_at), scheduledUntil: optionalUtc(ends_at) };
    return incidentEvent(source, page, {
      kind,
      incident: {
        id: cleanId(`${report.id}`),
        name: nameOf(report),
        status: phase.status,
        impact: isMaintenance(report) ? 'maintenance' : impactOf(report, updates),
        shortlink: linkTo(`/${kind}/${encodeURIComponent(report.id)}`, source.origin),
        updatedAt: editedAt,
        startedAt: optionalUtc(starts_at),
        resolvedAt: phase.endedAt,
        ...(isMaintenance(report) && planned),
      },
      // What they suffered from stays there when it is over.
      components: affectedBy(affected_resources, names).map((component) =>
        isOver(phase.status) ? { ...component, newStatus: undefined } : component,
      ),
      updates: toUpdates(report, updates, phase, names),
    });
  };

const resourceName = ({ id, attributes }: Resource): string => {
  const name = singleLine(attributes.public_name ?? '');
  return name === '' ? `${id}` : name;
};

// What is not monitored is neither well nor broken.
const toComponents = (resource: Resource): ReadonlyArray<ReadComponent> =>
  resource.attributes.status === 'not_monitored'
    ? []
    : [
        {
          id: cleanId(`${resource.id}`),
          name: resourceName(resource),
          status: componentStatusOf(resource.attributes.status),
          updatedAt: undefined,
        },
      ];

const decodeContent = (documents: Documents, source: ContentSource): E.Either<Violations, PageContent> =>
  pipe(
    decode(Page)(documents.get(path)),
    E.map(({ data, included }): PageContent => {
      const elements = included ?? [];
      const untyped = decodeEachAs(Included, elements);
      const ofType = (type: string) => elements.filter((element) => Included.is(element) && element.type === type);
      const resources = decodeEachAs(Resource, ofType('status_page_resource'));
      const updates = decodeEachAs(Update, ofType('status_update'));
      const reports = decodeEachAs(Report, ofType('status_report'));
      const { company_name, aggregate_state } = data.attributes;
      const state = singleLine(aggregate_state ?? '');
      const page = {
        id: cleanId(`${data.id}`),
        name: singleLine(company_name ?? ''),
        indicator: state === '' ? undefined : (indicators.get(state) ?? state),
        description: state === '' ? undefined : state,
      };
      const names = new Map(resources.values.map((resource) => [`${resource.id}`, resourceName(resource)]));
      const updatesById = new Map(updates.values.map((update) => [`${update.id}`, update]));
      const listed = reports.values.map(toListed(updatesById, source.readAt.toISOString()));
      return {
        ...page,
        components: resources.values.flatMap(toComponents),
        incidents: recent(listed).map(toEvent(source, page, names)),
        violations: [untyped, resources, updates, reports].flatMap(({ violations }) => violations),
      };
    }),
  );

/** https://betterstack.com/docs/uptime/status-pages/subscribing-to-status-updates/subscribing-to-api/ */
export const betterStack: PageProduct = {
  name: 'Better Stack',
  hasWebhooks: false,
  hosts: [],
  probe: path,
  recognises: (document) => E.isRight(decode(Page)(document)),
  documents: [],
  decode: decodeContent,
};
