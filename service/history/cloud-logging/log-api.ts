import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import * as t from 'io-ts';

export type LogApiError =
  | Readonly<{ _tag: 'RateLimited' }>
  | Readonly<{ _tag: 'ResponseTooLarge' }>
  /** `reason` is a status of the API or a code of Node, and holds nothing of an entry. */
  | Readonly<{ _tag: 'Refused' | 'Unreachable'; reason: string }>;

export type EntriesPage = Readonly<{
  entries: ReadonlyArray<unknown>;
  nextPageToken: string | undefined;
  bytes: number;
}>;

type PageRequest = Readonly<{ filter: string; pageSize: number; pageToken: string | undefined }>;

/** Asks `entries.list` for one page, newest entries first; one may be empty though another follows. */
export type ListPage = (request: PageRequest) => TE.TaskEither<LogApiError, EntriesPage>;

type Dependencies = Readonly<{
  apiUrl: string;
  /** The full name of a log view. */
  view: string;
  accessToken: TE.TaskEither<LogApiError, string>;
  /** Together with others of the project less than 60: https://cloud.google.com/logging/quotas */
  maxRequestsPerMinute: number;
  now: () => Date;
  /** Before the one repetition of a request that the API could not answer. */
  pause: T.Task<void>;
}>;

const timeoutInMilliseconds = 15_000;
const maxResponseBytes = 32 * 1024 * 1024;

const millisecondsPerMinute = 60_000;
const minBackoffInMilliseconds = 15_000;
const maxBackoffInMilliseconds = 120_000;

// A partial response: https://cloud.google.com/logging/docs/reference/v2/rest#service-endpoint, system parameter `fields`
const fields = 'entries(insertId,timestamp,receiveTimestamp,labels,jsonPayload),nextPageToken';

// An empty list and an absent token are left out.
const Page = t.partial({ entries: t.readonlyArray(t.unknown), nextPageToken: t.string }, 'Page');
const ApiError = t.type({ error: t.type({ status: t.string }) }, 'ApiError');

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  const { cause, name } = error;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : name;
};

const unreachable = (error: unknown): LogApiError => ({ _tag: 'Unreachable', reason: reasonOf(error) });

const readBody = async (response: Response): Promise<E.Either<LogApiError, Buffer>> => {
  if (response.body === null) return E.right(Buffer.alloc(0));
  const received: AsyncIterable<Uint8Array> = response.body;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of received) {
    bytes += chunk.length;
    // Leaving the loop cancels the rest of the response.
    if (bytes > maxResponseBytes) return E.left({ _tag: 'ResponseTooLarge' });
    chunks.push(chunk);
  }
  return E.right(Buffer.concat(chunks));
};

const parse = (body: Buffer): unknown =>
  pipe(
    E.tryCatch((): unknown => JSON.parse(body.toString()), E.toError),
    E.getOrElseW(() => undefined),
  );

const statusOf = (status: number, body: Buffer): string => {
  const error = ApiError.decode(parse(body));
  const name = E.isRight(error) ? error.right.error.status : '';
  return /^[A-Z_]{1,40}$/.test(name) ? `HTTP ${status} ${name}` : `HTTP ${status}`;
};

const toPage = (status: number, body: Buffer): E.Either<LogApiError, EntriesPage> => {
  if (status === 429) return E.left({ _tag: 'RateLimited' });
  if (status >= 500) return E.left({ _tag: 'Unreachable', reason: statusOf(status, body) });
  if (status !== 200) return E.left({ _tag: 'Refused', reason: statusOf(status, body) });
  const page = Page.decode(parse(body));
  if (E.isLeft(page)) return E.left({ _tag: 'Refused', reason: 'not the JSON of entries.list' });
  const { entries = [], nextPageToken } = page.right;
  return E.right({ entries, nextPageToken: nextPageToken === '' ? undefined : nextPageToken, bytes: body.length });
};

const isUnreachable = ({ _tag }: LogApiError): boolean => _tag === 'Unreachable';

/**
 * Reads a log view over REST: https://cloud.google.com/logging/docs/reference/v2/rest/v2/entries/list. A request over the
 * limit is not sent, nor is one before a time that grows with each 429 in a row, since the API names none.
 */
export const logApi = ({ apiUrl, view, accessToken, maxRequestsPerMinute, now, pause }: Dependencies): ListPage => {
  const url = new URL(`v2/entries:list?fields=${encodeURIComponent(fields)}`, apiUrl);
  let sent: ReadonlyArray<number> = [];
  let backoff = minBackoffInMilliseconds;
  let silentUntil = 0;

  const admit = (): boolean => {
    const time = now().getTime();
    sent = sent.filter((each) => each > time - millisecondsPerMinute);
    if (time < silentUntil || sent.length >= maxRequestsPerMinute) return false;
    sent = [...sent, time];
    return true;
  };
  const learn = (isLimited: boolean): void => {
    if (!isLimited) {
      backoff = minBackoffInMilliseconds;
      return;
    }
    silentUntil = now().getTime() + backoff;
    backoff = Math.min(backoff * 2, maxBackoffInMilliseconds);
  };

  const post = (token: string, { filter, pageSize, pageToken }: PageRequest) =>
    TE.tryCatch(async () => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ resourceNames: [view], filter, orderBy: 'timestamp desc', pageSize, pageToken }),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutInMilliseconds),
      });
      return pipe(
        await readBody(response),
        E.chain((body) => toPage(response.status, body)),
      );
    }, unreachable);

  const ask = (request: PageRequest): TE.TaskEither<LogApiError, EntriesPage> =>
    pipe(
      TE.fromIOEither(() => (admit() ? E.right(undefined) : E.left<LogApiError>({ _tag: 'RateLimited' }))),
      TE.chain(() => accessToken),
      TE.chain((token) => post(token, request)),
      TE.chain(TE.fromEither),
      TE.tapIO(() => () => {
        learn(false);
      }),
      TE.tapError((error) =>
        TE.fromIO(() => {
          if (error._tag === 'RateLimited' && now().getTime() >= silentUntil) learn(true);
        }),
      ),
    );

  return (request) =>
    pipe(
      ask(request),
      TE.orElse((error) =>
        isUnreachable(error)
          ? pipe(
              TE.fromTask(pause),
              TE.chain(() => ask(request)),
            )
          : TE.left(error),
      ),
    );
};
