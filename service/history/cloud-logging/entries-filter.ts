const millisecondsPerHour = 60 * 60 * 1000;

// An entry has the vendor's time if that is at most 24 hours old, and else the time of its receipt.
const maxDelayInHours = 25;

const allOf = (...lines: ReadonlyArray<string>): string => lines.join('\n');
const notBefore = (field: 'timestamp' | 'receiveTimestamp', time: Date): string => `${field}>="${time.toISOString()}"`;
const hoursBefore = (time: Date, hours: number): Date => new Date(time.getTime() - hours * millisecondsPerHour);

// What happened at vendors, and what polling found: all but what came of single deliveries.
const eventsAndPages = 'labels.kind:*';
const pass = 'jsonPayload.pass:*';

const problem = 'jsonPayload.reason:* OR jsonPayload.rawBody:*';
const incident = 'labels.kind="incident"';
const maintenance = 'labels.kind="maintenance"';
const isOver = 'labels.status=("resolved" OR "postmortem" OR "completed" OR "withdrawn")';

const since = (time: Date): string =>
  allOf(
    // The index is over the timestamp.
    notBefore('timestamp', hoursBefore(time, maxDelayInHours)),
    `(${notBefore('timestamp', time)} OR ${notBefore('receiveTimestamp', time)})`,
  );

/** Filters for one log view: https://cloud.google.com/logging/docs/view/logging-query-language */
export const entriesFilter = {
  /** Of passes only those since `passesSince`. */
  eventsAndPages: (time: Date, passesSince: Date) =>
    allOf(since(time), `(${eventsAndPages} OR (${pass} AND ${notBefore('timestamp', passesSince)}))`),
  /** Everything but refusals and unrecognised deliveries. */
  eventsPagesAndPasses: (time: Date) => allOf(since(time), `(${eventsAndPages} OR ${pass})`),
  eventsPagesAndPassesWithin: (from: Date, until: Date) =>
    allOf(notBefore('timestamp', from), `timestamp<"${until.toISOString()}"`, `(${eventsAndPages} OR ${pass})`),
  /** Of incidents before `versionsSince` only how they ended, which has their whole history; maintenance is planned long ahead. */
  incidentsAndMaintenance: (time: Date, versionsSince: Date, until: Date) =>
    allOf(
      notBefore('timestamp', time),
      `timestamp<"${until.toISOString()}"`,
      `(${maintenance} OR (${incident} AND (${isOver} OR ${notBefore('timestamp', versionsSince)})))`,
    ),
  refusedAndUnrecognised: (time: Date) => allOf(since(time), `NOT ${eventsAndPages}`, `(${problem})`),
};
