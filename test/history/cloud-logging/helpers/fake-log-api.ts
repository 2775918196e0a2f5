import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import type { ExecutionContext } from 'ava';
import * as O from 'fp-ts/lib/Option.js';
import { jsonLine } from '../../../../service/logging/json-line.ts';
import type { LogEntry } from '../../../../service/logging/log-entry.ts';
import { listen } from '../../../helpers/listen.ts';
import { matchesFilter, type StoredEntry } from '../../../infra/matches-filter.ts';

type ListRequest = Readonly<{
  resourceNames: ReadonlyArray<string>;
  filter?: string;
  orderBy?: string;
  pageSize?: number;
  pageToken?: string;
}>;

export type ReceivedRequest = ListRequest & Readonly<{ fields: string | null; authorization: string | undefined }>;

type Listed = StoredEntry & Readonly<{ insertId: string; timestamp: string; receiveTimestamp: string }>;

export type Answer = Readonly<{ status: number; body: string; contentType?: string }>;

export const view = 'projects/demo-project/locations/europe-west1/buckets/statuswatch-0a1b2c3d/views/_AllLogs';
export const token = 'a-token-of-the-metadata-server';
const special = 'logging.googleapis.com/';
const lineOf = jsonLine(O.none);

/** How Cloud Logging stores an entry that a program wrote to stdout, with the nanoseconds of its own clock. */
export const storedAt = (entry: LogEntry, receivedAt: Date, service = 'statuswatch-receiver-0a1b2c3d'): Listed => {
  const line = JSON.parse(lineOf(entry)) as Readonly<Record<string, unknown>>;
  return {
    insertId: String(line[`${special}insertId`]),
    timestamp: entry.timestamp.toISOString(),
    receiveTimestamp: receivedAt.toISOString().replace('Z', '123456Z'),
    logName: 'projects/demo-project/logs/run.googleapis.com%2Fstdout',
    resource: { type: 'cloud_run_revision', labels: { service_name: service } },
    severity: entry.severity,
    labels: { instanceId: '0069c7a988', ...(line[`${special}labels`] as Readonly<Record<string, string>>) },
    jsonPayload: Object.fromEntries(
      Object.entries(line).filter(([key]) => !key.startsWith(special) && !['severity', 'timestamp'].includes(key)),
    ),
  };
};

const error = (code: number, status: string, message: string): Answer => ({
  status: code,
  body: JSON.stringify({ error: { code, message, status } }),
});

/** Without Retry-After, as Google's APIs send none. */
export const quotaExceeded = error(
  429,
  'RESOURCE_EXHAUSTED',
  "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute'",
);
export const unavailable = error(503, 'UNAVAILABLE', 'The service is currently unavailable.');

const maxPageSize = 1000;
const requestsPerMinute = 60;

const picked = ({ insertId, timestamp, receiveTimestamp, labels, jsonPayload }: Listed) => ({
  insertId,
  timestamp,
  receiveTimestamp,
  labels,
  jsonPayload,
});

/**
 * `entries.list` of one log view, and the metadata server, as they are documented: entries that are equal in insertId and
 * timestamp are listed once; what is empty is left out; a page may hold no entries though another follows; the other
 * parameters may not change between pages; 60 requests are answered each minute.
 * https://cloud.google.com/logging/docs/reference/v2/rest/v2/entries/list
 */
export const fakeLogApi = async (t: ExecutionContext, now: () => Date) => {
  const entries: Listed[] = [];
  const requests: ReceivedRequest[] = [];
  const answers: (Answer | undefined)[] = [];
  const state = { lagInMilliseconds: 0, startsEmpty: false };
  const answeredAt: number[] = [];

  const visible = (): ReadonlyArray<Listed> => [
    ...new Map(
      entries
        .filter(({ receiveTimestamp }) => Date.parse(receiveTimestamp) + state.lagInMilliseconds <= now().getTime())
        .map((entry) => [`${entry.timestamp} ${entry.insertId}`, entry]),
    ).values(),
  ];

  const list = ({ fields, authorization, ...request }: ReceivedRequest): Answer => {
    const { resourceNames, filter = '', orderBy = 'timestamp asc', pageSize = 50, pageToken } = request;
    if (authorization !== `Bearer ${token}`) return error(401, 'UNAUTHENTICATED', 'Request had invalid credentials.');
    answeredAt.push(now().getTime());
    if (answeredAt.filter((time) => time > now().getTime() - 60_000).length > requestsPerMinute) return quotaExceeded;
    if (resourceNames.some((name) => name !== view)) return error(403, 'PERMISSION_DENIED', 'Permission denied.');
    if (pageSize > maxPageSize) return error(400, 'INVALID_ARGUMENT', 'The page size is too large.');
    const parameters = JSON.stringify({ resourceNames, filter, orderBy, pageSize });
    const [from, sameParameters] =
      pageToken === undefined ? [0, parameters] : (JSON.parse(pageToken) as [number, string]);
    if (sameParameters !== parameters) return error(400, 'INVALID_ARGUMENT', 'page_token is invalid.');
    const found = visible()
      .filter(matchesFilter(filter))
      .toSorted(
        (left, right) => left.timestamp.localeCompare(right.timestamp) || left.insertId.localeCompare(right.insertId),
      );
    const ordered = orderBy === 'timestamp desc' ? found.toReversed() : found;
    const isEmptyStart = state.startsEmpty && pageToken === undefined;
    const to = isEmptyStart ? from : from + pageSize;
    const page = ordered.slice(from, to).map((entry) => (fields === null ? entry : picked(entry)));
    return {
      status: 200,
      body: JSON.stringify({
        ...(page.length > 0 && { entries: page }),
        ...(to < ordered.length && { nextPageToken: JSON.stringify([to, parameters]) }),
      }),
    };
  };

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://127.0.0.1');
    if (pathname.startsWith('/computeMetadata/v1/instance/service-accounts/default/token')) {
      response.setHeader('Metadata-Flavor', 'Google');
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ access_token: token, expires_in: 3599, token_type: 'Bearer' }));
      return;
    }
    const received: ReceivedRequest = {
      ...((await json(request)) as ListRequest),
      fields: searchParams.get('fields'),
      authorization: request.headers.authorization,
    };
    requests.push(received);
    const answer =
      pathname === '/v2/entries:list' && request.method === 'POST'
        ? (answers.shift() ?? list(received))
        : { status: 404, body: '<html>', contentType: 'text/html' };
    response.writeHead(answer.status, { 'Content-Type': answer.contentType ?? 'application/json; charset=UTF-8' });
    response.end(answer.body);
  };

  const port = await listen(
    t,
    createServer((request, response) => void respond(request, response)),
  );
  const host = `127.0.0.1:${port}`;
  return {
    entries,
    requests,
    /** Given to the next requests; undefined is what the fake itself would answer. */
    answers,
    state,
    /** For a program that reads it. */
    settings: { HISTORY_LOG_VIEW: view, HISTORY_API_URL: `http://${host}/` },
    metadataHost: host,
  };
};
