import {
  componentDeliveries,
  type ComponentStatus,
  type ComponentStatuses,
  incidentDeliveries,
  type PageDelivery,
  type ScenarioContext,
} from './status-page.ts';

export type Scenario = Readonly<{
  summary: string;
  /** Sent without a pause between the deliveries. */
  isBurst?: boolean;
  deliveries: (context: ScenarioContext) => ReadonlyArray<PageDelivery>;
}>;

type Deliveries = Scenario['deliveries'];

const allComponents = (status: ComponentStatus): ComponentStatuses =>
  Object.fromEntries(
    ['API', 'Dashboard', 'Database', 'Git operations', 'Notifications', 'Search', 'Webhooks'].map((name) => [
      name,
      status,
    ]),
  );

const eachTwice =
  (deliveries: Deliveries): Deliveries =>
  (context) =>
    deliveries(context).flatMap(({ label, payload }) => [
      { label, payload },
      { label: `${label}, again`, payload },
    ]);

const componentsAtOnce: Deliveries = (context) =>
  componentDeliveries([
    Object.fromEntries(
      Array.from({ length: context.burstSize }, (_, index) => [`Region ${index + 1}`, 'partial_outage' as const]),
    ),
  ])(context);

const unknownShape: Deliveries = ({ now, newId, pageId }) => [
  {
    label: 'an announcement, which no version knows',
    payload: { page: { id: pageId }, announcement: { id: newId(), title: 'A new kind of delivery', created_at: now } },
  },
];

/** Each begins minutes before `now` and ends before it, so that its times are neither too old nor in the future. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  incident: {
    summary: 'an incident: investigating, identified, monitoring, resolved, postmortem, with its components',
    deliveries: incidentDeliveries('Elevated API error rates', [
      {
        status: 'investigating',
        impact: 'minor',
        body: 'We are investigating reports of slow and failing API requests.',
        components: { API: 'degraded_performance', Dashboard: 'operational' },
      },
      {
        status: 'identified',
        impact: 'major',
        body: 'A database replica fell behind and answers late.<br /><br />API requests may fail with 503; the dashboard loads slowly.',
        components: { API: 'partial_outage', Dashboard: 'degraded_performance' },
      },
      {
        status: 'monitoring',
        impact: 'major',
        body: 'The replica was replaced. Latency is going down (p50 < 200ms) and we are monitoring the recovery.',
        components: { API: 'degraded_performance', Dashboard: 'operational' },
      },
      {
        status: 'resolved',
        impact: 'major',
        body: 'This incident has been resolved. ✅',
        components: { API: 'operational', Dashboard: 'operational' },
      },
      {
        status: 'postmortem',
        impact: 'major',
        body: '**Cause**\r\n\r\nA schema migration blocked replication for several minutes.\r\n\r\n**What we change**\r\n\r\nMigrations now stop by themselves when replication lags.',
        components: { API: 'operational', Dashboard: 'operational' },
      },
    ]),
  },
  maintenance: {
    summary: 'scheduled maintenance: scheduled, in_progress, verifying, completed, with its component',
    deliveries: incidentDeliveries('Database upgrade', [
      {
        status: 'scheduled',
        impact: 'maintenance',
        body: 'We will upgrade our primary database. Writes are refused for a few minutes.',
        components: { Database: 'operational' },
      },
      {
        status: 'in_progress',
        impact: 'maintenance',
        body: 'Scheduled maintenance is currently in progress. We will provide updates as necessary.',
        components: { Database: 'under_maintenance' },
      },
      {
        status: 'verifying',
        impact: 'maintenance',
        body: 'The upgrade is done. We are verifying that everything works.',
        components: { Database: 'under_maintenance' },
      },
      {
        status: 'completed',
        impact: 'maintenance',
        body: 'The scheduled maintenance has been completed.',
        components: { Database: 'operational' },
      },
    ]),
  },
  component: {
    summary: 'a component that fails and recovers: major_outage, partial_outage, operational',
    deliveries: componentDeliveries([
      { 'Git operations': 'major_outage' },
      { 'Git operations': 'partial_outage' },
      { 'Git operations': 'operational' },
    ]),
  },
  critical: {
    summary: 'a critical incident: investigating, resolved, with a component in a major outage',
    deliveries: incidentDeliveries('The API is down', [
      {
        status: 'investigating',
        impact: 'critical',
        body: 'The API refuses all requests. We are investigating.',
        components: { API: 'major_outage' },
      },
      {
        status: 'resolved',
        impact: 'critical',
        body: 'This incident has been resolved.',
        components: { API: 'operational' },
      },
    ]),
  },
  page: {
    summary: 'an incident of the whole page: all components fail at once and recover',
    deliveries: incidentDeliveries('Loss of a data centre', [
      {
        status: 'investigating',
        impact: 'critical',
        body: 'A data centre has lost its power. All services are affected.',
        components: allComponents('major_outage'),
      },
      {
        status: 'resolved',
        impact: 'critical',
        body: 'The power is back, and all services have recovered.',
        components: allComponents('operational'),
      },
    ]),
  },
  edit: {
    summary: 'an incident whose first update is edited after it was sent',
    deliveries: incidentDeliveries('Delayed notifications', [
      {
        status: 'investigating',
        impact: 'minor',
        body: 'Notifications are delayed by up to five minuets.',
        editedBody: 'Notifications are delayed by up to five minutes.',
        components: { Notifications: 'degraded_performance' },
      },
      {
        status: 'resolved',
        impact: 'minor',
        body: 'This incident has been resolved.',
        components: { Notifications: 'operational' },
      },
    ]),
  },
  redelivery: {
    summary: 'an incident of which every delivery comes twice',
    deliveries: eachTwice(
      incidentDeliveries('Slow searches', [
        {
          status: 'investigating',
          impact: 'minor',
          body: 'Searches take longer than usual.',
          components: { Search: 'degraded_performance' },
        },
        {
          status: 'resolved',
          impact: 'minor',
          body: 'This incident has been resolved.',
          components: { Search: 'operational' },
        },
      ]),
    ),
  },
  burst: {
    summary: 'many components that fail at once (--count), without a pause',
    isBurst: true,
    deliveries: componentsAtOnce,
  },
  unknown: {
    summary: 'a shape that nobody knows: kept if it is verified, refused otherwise',
    deliveries: unknownShape,
  },
};
