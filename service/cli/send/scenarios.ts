import { componentDeliveries, incidentDeliveries, type PageDelivery, type ScenarioContext } from './status-page.ts';

export type Scenario = Readonly<{
  summary: string;
  deliveries: (context: ScenarioContext) => ReadonlyArray<PageDelivery>;
}>;

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
};
