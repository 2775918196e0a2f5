import { hash } from 'node:crypto';
import * as O from 'fp-ts/lib/Option.js';
import { occurredAt } from '../../domain/event-times.ts';
import type { ComponentEvent } from '../../domain/status-event.ts';
import type { RecordedComponent } from '../../history/recorded.ts';
import type { PageReading, ReadComponent } from '../page-reading.ts';
import { isPushing, isWithinGrace } from './grace.ts';
import type { PageHistory } from './page-history.ts';

/** What is known of a component's status, and the entry that says so. */
type Known = Readonly<{ status: string; knownAt: number; insertId: string }>;

export type ComponentChanges = Readonly<{
  changed: ReadonlyArray<ComponentEvent>;
  /** The components as they are known once the changes are recorded: one that is deferred has its known status. */
  known: ReadonlyArray<ReadComponent>;
  /** How many changes are left to the webhook, or to a later pass since the page's answer may be older than what is known. */
  deferred: number;
}>;

export const operational = 'operational';

// A page can answer with what is older than a webhook that it sent meanwhile.
const maxPageAgeInMilliseconds = 60 * 1000;

const idOfChange = (known: Known, { id, status }: ReadComponent): string =>
  `poll-${hash('sha256', JSON.stringify([known.insertId, id, status]), 'base64url').slice(0, 22)}`;

const knownAt = ({ via, event, timestamp, recordedAt }: RecordedComponent): number => {
  if (via === 'poll') return recordedAt.getTime();
  const happened = Date.parse(occurredAt(event) ?? timestamp.toISOString());
  return Math.min(happened, recordedAt.getTime()) + maxPageAgeInMilliseconds;
};

const isLater = (left: Known, right: Known): boolean =>
  left.knownAt === right.knownAt ? left.insertId > right.insertId : left.knownAt > right.knownAt;

const knownByEvents = ({ components }: PageHistory): ReadonlyMap<string, Known> =>
  components.reduce((byId, recorded) => {
    const { id, newStatus } = recorded.event.component;
    const known = { status: newStatus, knownAt: knownAt(recorded), insertId: recorded.insertId };
    const other = byId.get(id);
    return other === undefined || isLater(known, other) ? byId.set(id, known) : byId;
  }, new Map<string, Known>());

const knownByState = ({ lastState }: PageHistory): ((id: string) => Known | undefined) => {
  if (O.isNone(lastState)) return () => undefined;
  const { state, insertId } = lastState.value;
  const { readAt } = state;
  if (readAt === undefined) return () => undefined;
  const listed = new Map(state.components.map(({ id, status }) => [id, status]));
  return (id) => {
    const status = listed.get(id) ?? (state.omitted.components === 0 ? operational : undefined);
    return status === undefined ? undefined : { status, knownAt: Date.parse(readAt), insertId };
  };
};

const toEvent =
  (reading: PageReading, now: Date) =>
  (component: ReadComponent, known: Known): ComponentEvent => ({
    kind: 'component',
    provider: reading.provider,
    verified: reading.origin.startsWith('https://'),
    rehearsal: undefined,
    page: { id: reading.id, indicator: reading.indicator, description: reading.description },
    component: {
      id: component.id,
      name: component.name,
      description: undefined,
      oldStatus: known.status,
      newStatus: component.status,
      updatedAt: component.updatedAt,
    },
    update: { id: idOfChange(known, component), createdAt: component.updatedAt ?? now.toISOString() },
  });

/**
 * The components whose status is not the newest known one. A change has the id of the entry that knew the old status, so
 * that two passes that find the same change give it the same id, and two outages have two.
 */
export const componentChanges = (reading: PageReading, history: PageHistory, now: Date): ComponentChanges => {
  const byEvents = knownByEvents(history);
  const byState = knownByState(history);
  const knownOf = (id: string): Known | undefined => {
    const [event, state] = [byEvents.get(id), byState(id)];
    if (event === undefined || state === undefined) return event ?? state;
    return isLater(event, state) ? event : state;
  };
  const isLeftToWebhook = ({ updatedAt }: ReadComponent): boolean =>
    isPushing(history.lastWebhookAt, now) && isWithinGrace(updatedAt, now);
  const mayBeOutdated = (known: Known): boolean => !reading.isFresh || now.getTime() < known.knownAt;
  const compared = reading.components.map((component) => {
    const known = knownOf(component.id);
    const isChanged = known !== undefined && known.status !== component.status;
    const isDeferred = isChanged && (isLeftToWebhook(component) || mayBeOutdated(known));
    return { component, known, isChanged, isDeferred };
  });
  return {
    changed: compared.flatMap(({ component, known, isChanged, isDeferred }) =>
      known !== undefined && isChanged && !isDeferred ? [toEvent(reading, now)(component, known)] : [],
    ),
    known: compared.map(({ component, known, isDeferred }) =>
      known !== undefined && isDeferred ? { ...component, status: known.status } : component,
    ),
    deferred: compared.filter(({ isDeferred }) => isDeferred).length,
  };
};
