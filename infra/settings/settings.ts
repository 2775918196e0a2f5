import type * as pulumi from '@pulumi/pulumi';
import type * as O from 'fp-ts/lib/Option.js';

type Secret = pulumi.Output<string>;

export type SlackSettings =
  | Readonly<{ _tag: 'Bot'; token: Secret; channel: O.Option<string>; routes: O.Option<string> }>
  | Readonly<{ _tag: 'IncomingWebhook'; url: Secret }>;

/** The secrets by the name of their environment variable, and what else the announcer is told. */
export type TargetSettings = Readonly<{
  name: 'teams' | 'pagerduty' | 'chat' | 'webhook';
  secrets: Readonly<Record<string, Secret>>;
  envs: Readonly<Record<string, O.Option<string>>>;
  /** Instead of that of the rules. */
  minImpact: O.Option<string>;
}>;

/** Which events are announced, whatever the target. */
export type AnnouncementRules = Readonly<{
  minImpact: string;
  maintenance: boolean;
  components: O.Option<string>;
}>;

/** Which pages are polled, as the poller reads them, and how often: a divisor of 60. */
export type PollingSettings = Readonly<{ pages: string; minutes: number }>;

/** Who sees the board: IAM members, after a login in the browser if `iap`. */
export type BoardSettings = Readonly<{ members: ReadonlyArray<string>; iap: boolean }>;

export type Settings = Readonly<{
  project: string;
  region: string;
  pages: O.Option<string>;
  polling: O.Option<PollingSettings>;
  board: BoardSettings;
  maxInstances: number;
  retentionDays: number;
  /** Whether the events outlive a `destroy` and a change of the region. */
  keepEvents: boolean;
  /** Another text has the image built again, on today's base images. */
  imageRefresh: O.Option<string>;
  labels: Readonly<Record<string, string>>;
  /** IAM members. */
  readers: ReadonlyArray<string>;
  logLevel: string;
  /** Whether entries say which address a delivery came from. */
  logClientAddress: boolean;
  webhookToken: O.Option<Secret>;
  webhookSecret: O.Option<Secret>;
  slack: O.Option<SlackSettings>;
  /** Beside Slack. */
  targets: ReadonlyArray<TargetSettings>;
  announcementRules: AnnouncementRules;
  alertEmail: O.Option<string>;
  /** Full names, such as `projects/my-project/notificationChannels/123`. */
  notificationChannels: ReadonlyArray<string>;
  uptimeCheck: boolean;
  /** 0 turns the alert off. */
  silenceDays: number;
}>;
