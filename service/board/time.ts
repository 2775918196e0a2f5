/** Milliseconds since 1970. */
export const optionalTime = (utc: string | undefined): number | undefined =>
  utc === undefined ? undefined : Date.parse(utc);

export const toUtc = (time: number): string => new Date(time).toISOString();

export const optionalUtcOf = (time: number | undefined): string | undefined =>
  time === undefined ? undefined : toUtc(time);

/** The times that count for a view: of what is shown, and by when it has to be recorded. In milliseconds since 1970. */
export type Moment = Readonly<{ at: number; knownBy: number }>;

export const latestUntil = (sorted: ReadonlyArray<number>, until: number): number | undefined =>
  sorted.findLast((time) => time <= until);

export const earliest = (times: ReadonlyArray<number | undefined>): number | undefined =>
  times.reduce<number | undefined>(
    (first, time) => (time !== undefined && (first === undefined || time < first) ? time : first),
    undefined,
  );

export const latest = (times: ReadonlyArray<number | undefined>): number | undefined =>
  times.reduce<number | undefined>(
    (last, time) => (time !== undefined && (last === undefined || time > last) ? time : last),
    undefined,
  );
