import type { IncidentEvent } from '../service/domain/status-event.ts';

const millisecondsPerMinute = 60_000;
const millisecondsPerDay = 24 * 60 * millisecondsPerMinute;

const providers: ReadonlyArray<readonly [name: string, components: ReadonlyArray<string>]> = [
  ['GitHub', ['Actions', 'Pages', 'Webhooks']],
  ['Cloudflare', ['DNS', 'Workers']],
  ['Claude', ['API']],
  ['Datadog', ['Log Management']],
  ['Discord', ['Voice']],
  ['Dropbox', ['Sync']],
  ['SendGrid', ['Mail Sending']],
  ['Atlassian', ['Jira', 'Confluence']],
  ['OpenAI', ['Responses', 'Login']],
  ['Twilio', ['SMS']],
  ['Vercel', ['Builds']],
  ['Linear', ['API']],
  ['Zoom', ['Meetings']],
  ['npm', ['Registry']],
];

const kinds = [
  ['Elevated error rates', 'minor', 34],
  ['Requests time out', 'major', 71],
  ['Delayed notifications', 'minor', 125],
  ['Slow responses', 'minor', 48],
  ['Outage in one region', 'major', 96],
  ['Login fails', 'critical', 52],
] as const;

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();

type Moment = Readonly<{ at: Date; event: IncidentEvent }>;

/** One incident or maintenance as its page tells it: an event when it begins, and one when it ends, if it does. */
export const incidentOf = (
  index: number,
  {
    id,
    startedAt,
    minutes,
    name,
    impact,
    bodies,
  }: Readonly<{
    id: string;
    startedAt: number;
    minutes: number | undefined;
    name: string;
    impact: string;
    bodies: readonly [string, string];
  }>,
): ReadonlyArray<Moment> => {
  const [provider = '', components = []] = providers[index % providers.length] ?? [];
  const round = Math.floor(index / providers.length);
  const title = round === 0 ? provider : `${provider} ${round + 1}`;
  const brokenStatus = impact === 'minor' ? 'degraded_performance' : 'partial_outage';
  const eventAt = (time: number, isOver: boolean): Moment => ({
    at: new Date(time),
    event: {
      kind: 'incident',
      provider: title,
      verified: true,
      rehearsal: undefined,
      page: { id: `page${index}`, indicator: undefined, description: undefined },
      incident: {
        id,
        name,
        status: isOver ? 'resolved' : 'identified',
        impact,
        shortlink: `https://stspg.io/${id}`,
        createdAt: iso(startedAt),
        updatedAt: iso(time),
        startedAt: iso(startedAt),
        monitoringAt: undefined,
        resolvedAt: isOver ? iso(time) : undefined,
        scheduledFor: undefined,
        scheduledUntil: undefined,
      },
      components: components.map((component) => ({
        id: component,
        name: component,
        oldStatus: 'operational',
        newStatus: isOver ? 'operational' : brokenStatus,
      })),
      updates: [
        ...(isOver ? [{ status: 'resolved', body: bodies[1], at: time }] : []),
        { status: 'investigating', body: bodies[0], at: startedAt },
      ].map(({ status, body, at }, position) => ({
        id: `${id}-${status}-${position}`,
        status,
        body,
        createdAt: iso(at),
        updatedAt: iso(at),
        displayAt: undefined,
        deliverNotifications: true,
        components: [],
      })),
    },
  });
  const end = minutes === undefined ? [] : [eventAt(startedAt + minutes * millisecondsPerMinute, true)];
  return [eventAt(startedAt, false), ...end];
};

/** What pages told in the 90 days before a time, oldest first; the same each time. */
export const ninetyDays = (count: number, until: Date): ReadonlyArray<Moment> =>
  Array.from({ length: count }, (_, index) => {
    const spacing = 5 + ((index * 7) % 17);
    const days = Array.from(
      { length: Math.floor(88 / spacing) },
      (__, position) => 89 - ((index * 3) % 9) - position * spacing,
    );
    return days.flatMap((day, position) => {
      const [name, impact, minutes] = kinds[(index + position * 5) % kinds.length] ?? kinds[0];
      return incidentOf(index, {
        id: `incident${index}x${position}`,
        startedAt:
          until.getTime() - day * millisecondsPerDay + ((index * 53 + position * 97) % 600) * millisecondsPerMinute,
        minutes: minutes + ((index + position) % 5) * 23,
        name,
        impact,
        bodies: ['We are investigating reports of it.', 'This incident has been resolved.'],
      });
    });
  })
    .flat()
    .toSorted((left, right) => left.at.getTime() - right.at.getTime());
