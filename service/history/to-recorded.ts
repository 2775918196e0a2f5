import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';
import { PageState } from '../domain/page-state.ts';
import { PollPass } from '../domain/poll-pass.ts';
import { StatusEvent } from '../domain/status-event.ts';
import type { Recorded } from './recorded.ts';

/** A log entry read back; `recordedAt` is none where the log does not say when it took the entry. */
export type StoredEntry = Readonly<{
  insertId: string;
  timestamp: Date;
  recordedAt: O.Option<Date>;
  labels: Readonly<Record<string, string | undefined>>;
  payload: Readonly<Record<string, unknown>>;
}>;

type Content<R> = R extends Recorded ? Omit<R, 'insertId' | 'timestamp' | 'recordedAt' | 'via'> : never;

const eventOf = ({ labels, payload }: StoredEntry): O.Option<Content<Recorded>> =>
  pipe(
    StatusEvent.decode(payload['event']),
    O.fromEither,
    O.map((event) => ({
      _tag: 'Event',
      event: labels['rehearsal'] === 'true' ? { ...event, rehearsal: true } : event,
      isBackfill: labels['backfill'] === 'true',
    })),
  );

const problemOf = ({ payload }: StoredEntry): O.Option<Content<Recorded>> => {
  if (typeof payload['reason'] === 'string') {
    const page = typeof payload['page'] === 'string' ? payload['page'] : undefined;
    return O.some({ _tag: 'Problem', reason: payload['reason'], page });
  }
  return 'rawBody' in payload ? O.some({ _tag: 'Problem', reason: 'unrecognised', page: undefined }) : O.none;
};

const contentOf = (entry: StoredEntry): O.Option<Content<Recorded>> => {
  const { payload } = entry;
  if ('event' in payload) return eventOf(entry);
  if ('pageState' in payload) {
    return pipe(
      PageState.decode(payload['pageState']),
      O.fromEither,
      O.map((state) => ({ _tag: 'PageState', state })),
    );
  }
  if ('pass' in payload) {
    return pipe(
      PollPass.decode(payload['pass']),
      O.fromEither,
      O.map((pass) => ({ _tag: 'Pass', pass })),
    );
  }
  return problemOf(entry);
};

/** When we recorded it: an event's timestamp is the vendor's, and its entry says how much later it came. */
export const recordedAtOf = ({ timestamp, recordedAt, payload }: StoredEntry): Date =>
  pipe(
    recordedAt,
    O.getOrElse(() => {
      const delay = t.number.is(payload['delaySeconds']) ? payload['delaySeconds'] : 0;
      return new Date(timestamp.getTime() + Math.round(delay * 1000));
    }),
  );

/** None for an entry that is no part of the history, such as one about a start. */
export const toRecorded = (entry: StoredEntry): O.Option<Recorded> =>
  pipe(
    contentOf(entry),
    O.map((content) => ({
      insertId: entry.insertId,
      timestamp: entry.timestamp,
      recordedAt: recordedAtOf(entry),
      via: entry.labels['via'] === 'poll' ? 'poll' : 'webhook',
      ...content,
    })),
  );
