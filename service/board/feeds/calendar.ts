import ical, { ICalCalendarMethod, type ICalEventData, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { withdrawn } from '../../domain/incident-lifecycle.ts';
import { incidentPath } from '../../domain/incident-path.ts';
import type { IncidentView } from '../board-view.ts';
import { plainName } from '../html/vendor-text.ts';
import { safeLine, safeText } from '../safe-text.ts';
import { stableUuid } from './stable-uuid.ts';

const refreshInSeconds = 15 * 60;

const endOf = ({ startedAt = '', endedAt, scheduledUntil }: IncidentView): string | undefined => {
  const end = endedAt ?? scheduledUntil;
  return end !== undefined && end > startedAt ? end : undefined;
};

const summaryOf = ({ provider, name, isRehearsal }: IncidentView): string =>
  `${isRehearsal ? 'Rehearsal: ' : ''}${plainName(safeLine(provider.name))}: ${plainName(safeLine(name))}`;

const descriptionOf = ({ components, updates, link }: IncidentView): string =>
  [
    ...updates.slice(0, 1).flatMap(({ body }) => (body === undefined || body === '' ? [] : [body])),
    ...(components.length === 0
      ? []
      : [`Components: ${components.map(({ name, id }) => name ?? id ?? '').join(', ')}`]),
    ...(link === undefined ? [] : [link]),
  ].join('\n\n');

const eventOf =
  (url: string | undefined) =>
  (maintenance: IncidentView): ReadonlyArray<ICalEventData> => {
    const { id, kind, provider, status, startedAt, lastHeardAt } = maintenance;
    if (kind !== 'maintenance' || startedAt === undefined) return [];
    const end = endOf(maintenance);
    const page = url === undefined ? maintenance.link : `${url}${incidentPath(id)}`;
    return [
      {
        id: `${stableUuid(provider.id, id)}@statuswatch`,
        start: new Date(startedAt),
        ...(end !== undefined && { end: new Date(end) }),
        stamp: new Date(lastHeardAt),
        lastModified: new Date(lastHeardAt),
        summary: summaryOf(maintenance),
        description: safeText(descriptionOf(maintenance)),
        status: status === withdrawn ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
        transparency: ICalEventTransparency.TRANSPARENT,
        ...(page !== undefined && { url: page }),
      },
    ];
  };

/**
 * The maintenance of the vendors as https://www.rfc-editor.org/rfc/rfc5545; what was withdrawn is cancelled. It links to the
 * board at `url`, an origin, or else to the vendors.
 */
export const maintenanceCalendar = (incidents: ReadonlyArray<IncidentView>, url?: string): string => {
  const calendar = ical({
    name: 'Vendor maintenance',
    prodId: { company: 'StatusWatch', product: 'board', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: refreshInSeconds,
    events: incidents.flatMap(eventOf(url)),
  });
  return `${calendar.toString()}\r\n`;
};
