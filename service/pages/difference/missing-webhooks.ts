import * as O from 'fp-ts/lib/Option.js';
import type { PageReport } from '../../domain/page-report.ts';
import type { PageReading } from '../page-reading.ts';
import { isPushing } from './grace.ts';
import type { PageHistory } from './page-history.ts';

const millisecondsPerMinute = 60 * 1000;
const minAgeInMinutes = 15;
const alarmingAgeInMinutes = 60;
const maxAgeInMinutes = 24 * 60;
const alarmingCount = 3;
const maxNamed = 20;

/** The updates that the page announced and no webhook brought: three that are older than 15 minutes, or one older than an hour. */
export const missingWebhooks = (
  { incidents, origin, provider, id }: PageReading,
  { incidents: recorded, firstWebhookAt, lastWebhookAt }: PageHistory,
  now: Date,
): O.Option<PageReport> => {
  if (firstWebhookAt === undefined || !isPushing(lastWebhookAt, now)) return O.none;
  const brought = new Set(
    recorded.filter(({ via }) => via === 'webhook').flatMap(({ event }) => event.updates.map((update) => update.id)),
  );
  const ageInMinutes = (createdAt: string): number => (now.getTime() - Date.parse(createdAt)) / millisecondsPerMinute;
  const missing = incidents
    .flatMap(({ incident, updates }) => updates.map((update) => ({ incident, update })))
    .flatMap(({ incident, update: { id: update, createdAt, deliverNotifications } }) =>
      update === undefined || createdAt === undefined || deliverNotifications === false || brought.has(update)
        ? []
        : [{ incident: incident.id, update, createdAt }],
    )
    .filter(({ createdAt }) => createdAt > firstWebhookAt)
    .filter(({ createdAt }) => ageInMinutes(createdAt) > minAgeInMinutes && ageInMinutes(createdAt) <= maxAgeInMinutes)
    .toSorted((left, right) => left.createdAt.localeCompare(right.createdAt));
  const [oldest] = missing;
  return oldest !== undefined &&
    (missing.length >= alarmingCount || ageInMinutes(oldest.createdAt) > alarmingAgeInMinutes)
    ? O.some({
        _tag: 'WebhooksMissing',
        page: { origin, provider, id },
        lastWebhookAt,
        count: missing.length,
        missing: missing.slice(0, maxNamed),
      })
    : O.none;
};
