import type { BoardView, DayView, IncidentView, ProviderView } from '../../../service/board/board-view.ts';

const at = '2026-03-02T14:05:00.000Z';

const millisecondsPerDay = 24 * 60 * 60 * 1000;

/** 90 quiet days, but for those that are given by how many days ago they were. */
const daysWith = (others: Readonly<Record<number, Partial<DayView>>> = {}, recordedDays = 90): DayView[] =>
  Array.from({ length: 90 }, (_, index) => {
    const daysAgo = 89 - index;
    return {
      date: new Date(Date.parse(at) - daysAgo * millisecondsPerDay).toISOString().slice(0, 10),
      state: daysAgo < recordedDays ? 'quiet' : 'unknown',
      impact: undefined,
      incidents: [],
      ...others[daysAgo],
    };
  });

export const provider = (name: string, fields: Partial<ProviderView> = {}): ProviderView => ({
  id: name.toLowerCase(),
  name,
  origin: `https://status.${name.toLowerCase()}.example`,
  state: 'operational',
  impact: undefined,
  since: undefined,
  isRehearsal: false,
  components: [],
  incidents: [],
  isPolled: true,
  webhookAt: undefined,
  polledAt: '2026-03-02T14:03:00.000Z',
  unreadable: undefined,
  firstRecordedAt: '2025-11-20T09:00:00.000Z',
  days: daysWith(),
  months: [
    { month: '2025-12', impactMinutes: 0, isIncomplete: false },
    { month: '2026-01', impactMinutes: 130, isIncomplete: false },
    { month: '2026-02', impactMinutes: 35, isIncomplete: false },
    { month: '2026-03', impactMinutes: name.length % 3 === 0 ? 95 : 0, isIncomplete: false },
  ],
  ...fields,
});

export const incident = (fields: Partial<IncidentView> = {}): IncidentView => ({
  id: 'lbkhbwn21v5q',
  kind: 'incident',
  provider: { id: 'github', name: 'GitHub' },
  name: 'Delayed workflow runs',
  status: 'identified',
  impact: 'major',
  link: 'https://stspg.io/abc',
  isOpen: true,
  isRehearsal: false,
  startedAt: '2026-03-02T13:42:00.000Z',
  endedAt: undefined,
  scheduledUntil: undefined,
  isOverdue: false,
  lastHeardAt: '2026-03-02T13:58:00.000Z',
  isSilent: false,
  components: [
    { id: 'c1', name: 'Actions', status: 'partial_outage' },
    { id: 'c2', name: 'Pages', status: 'degraded_performance' },
  ],
  updates: [
    {
      id: 'u2',
      status: 'identified',
      body: 'A queue of ours is full. Workflow runs start up to 20 minutes late.\n\nWe are adding capacity.',
      createdAt: '2026-03-02T13:58:00.000Z',
      components: [],
    },
    {
      id: 'u1',
      status: 'investigating',
      body: 'We are investigating reports of delayed workflow runs.',
      createdAt: '2026-03-02T13:42:00.000Z',
      components: [],
    },
  ],
  ...fields,
});

const dayOf = (impact: DayView['impact'], name: string): Partial<DayView> => ({
  state: 'incident',
  impact,
  incidents: [{ id: name.toLowerCase().replaceAll(' ', '-'), kind: 'incident', name, impact, isRehearsal: false }],
});

const names = [
  'Anthropic',
  'Atlassian',
  'Cloudflare',
  'Datadog',
  'Discord',
  'Dropbox',
  'Linear',
  'SendGrid',
  'Twilio',
  'Vercel',
  'Zoom',
];

export const quiet: BoardView = {
  at,
  known: 'now',
  generatedAt: at,
  answer: { state: 'quiet', providerCount: names.length, providers: [] },
  openIncidents: [],
  runningMaintenance: [],
  upcomingMaintenance: [],
  self: {
    lastDeliveryAt: '2026-03-02T13:58:00.000Z',
    refused: 0,
    unrecognised: 0,
    unreadablePages: [],
    staleSince: undefined,
  },
  providers: names.map((name, index) =>
    provider(name, {
      days: daysWith(
        {
          [3 + index * 7]: dayOf('minor', 'Slow searches'),
          [12 + index * 2]: index % 3 === 0 ? dayOf('major', 'API errors') : {},
          [40 + index]: index % 4 === 1 ? dayOf('critical', 'Network outage') : {},
        },
        index % 5 === 4 ? 33 : 90,
      ),
    }),
  ),
};

export const broken: BoardView = {
  ...quiet,
  answer: { state: 'broken', providerCount: names.length + 3, providers: ['github', 'openai', 'stripe'] },
  openIncidents: [
    incident(),
    incident({
      id: '01JX',
      provider: { id: 'openai', name: 'OpenAI' },
      name: 'Elevated errors in the Responses API',
      status: 'monitoring',
      impact: 'minor',
      startedAt: '2026-03-02T12:05:00.000Z',
      components: [{ id: 'c9', name: 'Responses', status: 'degraded_performance' }],
      updates: [
        {
          id: 'u',
          status: 'monitoring',
          body: 'A fix is in place and we are monitoring it.',
          createdAt: '2026-03-02T13:30:00.000Z',
          components: [],
        },
      ],
    }),
  ],
  runningMaintenance: [
    incident({
      id: 'm1',
      kind: 'maintenance',
      provider: { id: 'zoom', name: 'Zoom' },
      name: 'Database upgrade',
      status: 'in_progress',
      impact: undefined,
      startedAt: '2026-03-02T13:00:00.000Z',
      scheduledUntil: '2026-03-02T15:00:00.000Z',
    }),
  ],
  upcomingMaintenance: [
    incident({
      id: 'm2',
      kind: 'maintenance',
      provider: { id: 'cloudflare', name: 'Cloudflare' },
      name: 'AMS (Amsterdam): network maintenance',
      status: 'scheduled',
      impact: undefined,
      startedAt: '2026-03-04T00:00:00.000Z',
      scheduledUntil: '2026-03-04T06:00:00.000Z',
    }),
  ],
  self: {
    lastDeliveryAt: '2026-03-02T13:58:00.000Z',
    refused: 3,
    unrecognised: 1,
    unreadablePages: ['stripe'],
    staleSince: undefined,
  },
  providers: [
    provider('GitHub', {
      state: 'incident',
      impact: 'major',
      since: '2026-03-02T13:42:00.000Z',
      components: incident().components,
      webhookAt: '2026-03-02T13:58:00.000Z',
      days: daysWith({ 0: dayOf('major', 'Delayed workflow runs'), 9: dayOf('minor', 'Slow pages') }),
    }),
    provider('OpenAI', {
      state: 'incident',
      impact: 'minor',
      since: '2026-03-02T12:05:00.000Z',
      components: [{ id: 'c9', name: 'Responses', status: 'degraded_performance' }],
      days: daysWith(
        { 0: dayOf('minor', 'Elevated errors'), 1: dayOf('minor', 'Login'), 20: dayOf('major', 'Outage') },
        41,
      ),
    }),
    provider('Stripe', {
      state: 'unknown',
      since: '2026-03-02T13:40:00.000Z',
      unreadable: { reason: 'timeout', since: '2026-03-02T13:40:00.000Z' },
    }),
    provider('Zoom', { state: 'maintenance', since: '2026-03-02T13:00:00.000Z' }),
    ...quiet.providers.filter(({ name }) => name !== 'Zoom'),
  ],
};
