import type * as O from 'fp-ts/lib/Option.js';

/** Why a target did not accept an announcement. All of them are worth a retry. */
export type AnnouncementError =
  | Readonly<{ _tag: 'RateLimited'; retryAfterInSeconds: O.Option<number> }>
  /** The target is down or slow, or something else answered in its place. */
  | Readonly<{ _tag: 'Unavailable'; reason: string }>
  /** Something that an operator has to fix; `reason` is the target's own error code. */
  | Readonly<{ _tag: 'Refused'; reason: string }>;

export const rateLimited = (retryAfterInSeconds: O.Option<number>): AnnouncementError => ({
  _tag: 'RateLimited',
  retryAfterInSeconds,
});

export const unavailable = (reason: string): AnnouncementError => ({ _tag: 'Unavailable', reason });

export const refused = (reason: string): AnnouncementError => ({ _tag: 'Refused', reason });

const codeOf = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string'
    ? value.code
    : undefined;

const isTimeout = (error: unknown): boolean => error instanceof Error && error.name === 'TimeoutError';

/** No answer arrived. Keeps only the error's code, because its message may contain a secret URL. */
export const noAnswer = (error: unknown): AnnouncementError =>
  unavailable(
    isTimeout(error)
      ? 'no answer in time'
      : (codeOf(error) ?? codeOf(error instanceof Error ? error.cause : undefined) ?? 'no usable answer'),
  );
