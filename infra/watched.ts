/** What alerts and the dashboard look at: the full name of a log bucket, names of Cloud Run services and subscriptions, types of metrics. */
export type Watched = Readonly<{
  project: string;
  region: string;
  bucket: string;
  receiver: string;
  events: string;
  refused: string;
  unrecognised: string;
  delay: string;
}>;

export type WatchedAnnouncer = Readonly<{
  project: string;
  region: string;
  announcer: string;
  failed: string;
  subscription: string;
  deadLetters: string;
}>;

export type WatchedServices = Readonly<{ project: string; services: ReadonlyArray<string> }>;
