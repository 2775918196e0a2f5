import * as O from 'fp-ts/lib/Option.js';
import type { IncidentEvent, IncidentUpdate } from '../../../../service/domain/status-event.ts';
import { eventEntry } from '../../../../service/logging/event-entry.ts';
import { pageStateEntry } from '../../../../service/logging/page-state-entry.ts';
import { pollPassEntry } from '../../../../service/logging/poll-pass-entry.ts';
import { incident as sample } from '../../../helpers/rehearsed-events.ts';
import { aPageState } from '../../helpers/entries.ts';
import { storedAt } from './fake-log-api.ts';

const providerCount = 15;
const days = 90;
const hour = 60 * 60 * 1000;
const statuses = ['investigating', 'identified', 'monitoring', 'monitoring', 'resolved'];
const body =
  'We are investigating reports of elevated error rates, and will provide an update as we learn more. '.repeat(4);

const updatesOf = (id: string, start: number, count: number): ReadonlyArray<IncidentUpdate> =>
  statuses
    .slice(0, count)
    .map((status, index) => {
      const at = new Date(start + index * hour).toISOString();
      return {
        id: `${id}u${index}`,
        status,
        body,
        createdAt: at,
        updatedAt: at,
        displayAt: at,
        deliverNotifications: true,
        components: [1, 2, 3].map((number) => ({
          id: `component${number}`,
          name: `Component ${number}`,
          oldStatus: 'operational',
          newStatus: 'degraded_performance',
        })),
      };
    })
    .toReversed();

const incidentVersions = (id: string, page: string, start: number) =>
  statuses.map((status, index) => {
    const at = new Date(start + index * hour);
    const event: IncidentEvent = {
      ...sample,
      provider: page,
      page: { ...sample.page, id: page },
      incident: {
        ...sample.incident,
        id,
        status,
        createdAt: new Date(start).toISOString(),
        updatedAt: at.toISOString(),
        resolvedAt: status === 'resolved' ? at.toISOString() : undefined,
      },
      updates: updatesOf(id, start, index + 1),
    };
    const receivedAt = new Date(at.getTime() + 3000);
    return storedAt(eventEntry({ event, violations: [], trace: O.none }, receivedAt), receivedAt);
  });

const componentChanges = (page: string, start: number) =>
  [0, 1].map((index) => {
    const at = new Date(start + index * hour);
    const event = {
      ...sample,
      kind: 'component' as const,
      provider: page,
      page: { ...sample.page, id: page },
      component: {
        id: 'component1',
        name: 'Component 1',
        description: undefined,
        oldStatus: 'operational',
        newStatus: index === 0 ? 'degraded_performance' : 'operational',
        updatedAt: at.toISOString(),
      },
      update: { id: `${page}${at.getTime()}`, createdAt: at.toISOString() },
    };
    return storedAt(eventEntry({ event, violations: [], trace: O.none }, at), at);
  });

const origins = Array.from({ length: providerCount }, (_, number) => `https://status${number}.example.com`);

const passAt = (at: Date) =>
  storedAt(
    pollPassEntry(
      {
        pages: origins.map((origin) => ({
          origin,
          id: 'w5hd3kq8m2xz',
          outcome: 'read' as const,
          reason: undefined,
          retryAt: undefined,
          found: 0,
          recorded: 0,
        })),
      },
      at,
    ),
    at,
  );

/**
 * The log of 90 days with 15 busy pages: each has an incident of five updates, three changes of components and three states a
 * day, and is polled every five minutes.
 */
export const busyQuarter = (now: Date) => {
  const start = now.getTime() - days * 24 * hour;
  const daily = Array.from({ length: days }, (_, day) => start + day * 24 * hour).flatMap((morning) =>
    origins.flatMap((origin, number) => {
      const page = `page${number}`;
      const at = morning + number * 60_000;
      return [
        ...incidentVersions(`${page}i${morning}`, page, at),
        ...[2, 8, 14].flatMap((hours) => componentChanges(page, at + hours * hour)),
        ...[1, 9, 17].map((hours) => {
          const read = new Date(at + hours * hour);
          const state = { ...aPageState, origin, id: page, provider: page, readAt: read.toISOString() };
          return storedAt(pageStateEntry(state, read), read);
        }),
      ];
    }),
  );
  const passes = Array.from({ length: days * 24 * 12 }, (_, count) => passAt(new Date(start + count * 5 * 60_000)));
  return [...daily, ...passes];
};
