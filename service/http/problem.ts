import * as t from 'io-ts';
import { optional } from '../codec/optional.ts';
import { type HttpResponse, noStore } from './http-response.ts';

/** https://www.rfc-editor.org/rfc/rfc9457; `violations` says, a sentence each, what is wrong with a refused payload. */
export const Problem = t.strict(
  {
    type: t.string,
    title: t.string,
    status: t.number,
    detail: t.string,
    violations: optional(t.readonlyArray(t.string)),
  },
  'Problem',
);
export type Problem = t.TypeOf<typeof Problem>;

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** An `application/problem+json` response; its title is the status code's reason phrase. */
export const problem = (
  status: number,
  detail: string,
  {
    violations,
    headers = {},
  }: Readonly<{ violations?: ReadonlyArray<string>; headers?: HttpResponse['headers'] }> = {},
): HttpResponse => ({
  status,
  headers: { 'Content-Type': 'application/problem+json', ...noStore, ...headers },
  body: JSON.stringify(
    Problem.encode({ type: 'about:blank', title: titles[status] ?? 'Error', status, detail, violations }),
  ),
});

export const methodNotAllowed = (...allowed: ReadonlyArray<string>): HttpResponse =>
  problem(405, `Only ${allowed.join(' and ')} ${allowed.length === 1 ? 'is' : 'are'} allowed`, {
    headers: { Allow: allowed.join(', ') },
  });
