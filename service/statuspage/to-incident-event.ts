import { pipe } from 'fp-ts/lib/function.js';
import * as ORD from 'fp-ts/lib/Ord.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import * as S from 'fp-ts/lib/string.js';
import { optionalUtc } from '../codec/iso-time.ts';
import { isMaintenanceStatus } from '../domain/incident-lifecycle.ts';
import { cleanId, optionalId, optionalLine, optionalText, singleLine } from '../domain/plain-text.ts';
import type { Pages } from '../domain/provider.ts';
import type { IncidentEvent, IncidentUpdate } from '../domain/status-event.ts';
import { affectedByIncident, affectedByUpdate } from './affected-components.ts';
import { originOf } from './origin-of.ts';
import type { IncidentDelivery, WireIncidentUpdate } from './wire.ts';

const isMaintenance = ({ scheduled_for, impact, status }: IncidentDelivery['incident']): boolean =>
  (scheduled_for ?? null) !== null || impact === 'maintenance' || isMaintenanceStatus(status);

const toUpdate = ({
  id,
  status,
  body,
  created_at,
  updated_at,
  display_at,
  deliver_notifications,
  affected_components,
}: WireIncidentUpdate): IncidentUpdate => ({
  id: optionalId(id),
  status: optionalLine(status),
  body: optionalText(body),
  createdAt: optionalUtc(created_at),
  updatedAt: optionalUtc(updated_at),
  displayAt: optionalUtc(display_at),
  deliverNotifications: deliver_notifications ?? undefined,
  components: affectedByUpdate(affected_components),
});

// A page lists them newest first, and the sort is stable: updates of equal times keep the page's order.
const newestFirst: ORD.Ord<IncidentUpdate> = pipe(
  S.Ord,
  ORD.reverse,
  ORD.contramap(({ createdAt = '' }) => createdAt),
);

/** The event in plain text, its updates newest first whatever their order in the delivery. */
export const toIncidentEvent =
  (pages: Pages) =>
  (delivery: IncidentDelivery, verified: boolean): IncidentEvent => {
    const { incident } = delivery;
    const updates = pipe((incident.incident_updates ?? []).map(toUpdate), RA.sort(newestFirst));
    return {
      kind: isMaintenance(incident) ? 'maintenance' : 'incident',
      ...originOf(pages)(delivery, incident.page_id),
      verified,
      incident: {
        id: cleanId(incident.id),
        name: singleLine(incident.name),
        status: singleLine(incident.status),
        impact: optionalLine(incident.impact),
        shortlink: optionalLine(incident.shortlink),
        createdAt: optionalUtc(incident.created_at),
        updatedAt: optionalUtc(incident.updated_at),
        startedAt: optionalUtc(incident.started_at),
        monitoringAt: optionalUtc(incident.monitoring_at),
        resolvedAt: optionalUtc(incident.resolved_at),
        scheduledFor: optionalUtc(incident.scheduled_for),
        scheduledUntil: optionalUtc(incident.scheduled_until),
      },
      components: affectedByIncident(
        incident.components,
        updates.map(({ components }) => components),
      ),
      updates,
    };
  };
