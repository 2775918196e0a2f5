import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { signBody } from './sign-body.ts';

export type Delivery = Readonly<{
  label: string;
  body: Uint8Array<ArrayBuffer>;
  /** Sent without a pause before it. */
  isImmediate?: boolean;
}>;

export type Answer = Readonly<{ status: number; body: string }>;

export type PostError =
  | Readonly<{ _tag: 'ConnectionRefused'; origin: string }>
  | Readonly<{ _tag: 'Timeout'; origin: string; timeoutInMilliseconds: number }>
  | Readonly<{ _tag: 'Interrupted' }>
  | Readonly<{ _tag: 'ConnectionFailed'; origin: string; reason: string }>;

type Dependencies = Readonly<{
  url: URL;
  token: O.Option<string>;
  secret: O.Option<string>;
  timeoutInMilliseconds: number;
  interruption: AbortSignal;
}>;

const withToken = (url: URL, token: O.Option<string>): URL =>
  pipe(
    token,
    O.match(
      () => url,
      (value) =>
        Object.assign(new URL(url), { pathname: `${url.pathname.replace(/\/*$/, '')}/${encodeURIComponent(value)}` }),
    ),
  );

const signatureOf = (secret: O.Option<string>, body: Uint8Array) =>
  pipe(
    secret,
    O.match(
      () => ({}),
      (value) => ({ 'x-statuspage-signature': signBody(value)(body) }),
    ),
  );

// fetch reports the reason as the cause of its error.
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause === undefined ? error.message : reasonOf(error.cause);
};

const toPostError =
  ({ url: { origin }, timeoutInMilliseconds, interruption }: Dependencies) =>
  (error: unknown): PostError => {
    if (interruption.aborted) return { _tag: 'Interrupted' };
    if (error instanceof Error && error.name === 'TimeoutError') {
      return { _tag: 'Timeout', origin, timeoutInMilliseconds };
    }
    const reason = reasonOf(error);
    return reason === 'ECONNREFUSED'
      ? { _tag: 'ConnectionRefused', origin }
      : { _tag: 'ConnectionFailed', origin, reason };
  };

/** Posts the bytes unchanged. Any response is a success here, even a redirect, which is not followed: status pages do not either. */
export const postDelivery =
  (dependencies: Dependencies) =>
  ({ body }: Delivery): TE.TaskEither<PostError, Answer> =>
    TE.tryCatch(async () => {
      const response = await fetch(withToken(dependencies.url, dependencies.token), {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...signatureOf(dependencies.secret, body) },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([AbortSignal.timeout(dependencies.timeoutInMilliseconds), dependencies.interruption]),
      });
      return { status: response.status, body: await response.text() };
    }, toPostError(dependencies));
