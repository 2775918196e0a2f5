import * as t from 'io-ts';
import { UtcTime } from '../../codec/iso-time.ts';
import { optional } from '../../codec/optional.ts';
import { StatusEvent } from '../../domain/status-event.ts';
import { IncidentView, ProviderStatus, ProviderView, statusFields } from '../board-view.ts';

const momentFields = {
  /** Absent where it is now, so that an answer changes only with what it tells. */
  at: optional(UtcTime),
  known: t.keyof({ now: null, then: null }, 'Known'),
};

export const StatusAnswer = t.strict(
  { ...momentFields, ...statusFields, providers: t.readonlyArray(ProviderStatus) },
  'StatusAnswer',
);

export const ProvidersAnswer = t.strict(
  { ...momentFields, providers: t.readonlyArray(ProviderView) },
  'ProvidersAnswer',
);

export const IncidentsAnswer = t.strict(
  { ...momentFields, incidents: t.readonlyArray(IncidentView) },
  'IncidentsAnswer',
);

const RecordedEvent = t.strict(
  {
    insertId: t.string,
    timestamp: UtcTime,
    recordedAt: UtcTime,
    via: t.keyof({ webhook: null, poll: null }, 'Via'),
    isBackfill: t.boolean,
    event: StatusEvent,
  },
  'RecordedEvent',
);

export const EventsAnswer = t.strict({ events: t.readonlyArray(RecordedEvent) }, 'EventsAnswer');
