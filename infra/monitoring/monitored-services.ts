import type { AnnouncementTarget } from '../services/announcement-target.ts';

/** What alerts and the dashboard refer to, by the names that Cloud Monitoring and Cloud Logging know. */
export type MonitoredReceiver = Readonly<{
  project: string;
  region: string;
  /** The full name of the log bucket of the event archive. */
  bucket: string;
  service: string;
  /** The services that record events: itself, and the poller where there is one. */
  recorders: ReadonlyArray<string>;
  /** Types of metrics. */
  metrics: Readonly<{ deliveries: string; deliveryDelay: string; refused: string; unrecognised: string }>;
}>;

export type MonitoredPoller = Readonly<{
  project: string;
  region: string;
  /** The full name of the log bucket of the event archive. */
  bucket: string;
  service: string;
}>;

export type MonitoredTarget = Pick<AnnouncementTarget, 'name' | 'displayName' | 'remedy'>;

export type MonitoredAnnouncer = Readonly<{
  project: string;
  region: string;
  service: string;
  failuresMetric: string;
  subscription: string;
  deadLetterSubscription: string;
}>;

export type MonitoredSinks = Readonly<{ project: string; sinks: ReadonlyArray<string> }>;

export type MonitoredUptime = Readonly<{ project: string; region: string; service: string; checkId: string }>;

export type MonitoredServices = Readonly<{ project: string; services: ReadonlyArray<string> }>;
