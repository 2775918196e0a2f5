import * as O from 'fp-ts/lib/Option.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import request from 'supertest';
import { type Announce, announced } from '../../service/announcing/announce.ts';
import type { AnnouncementError } from '../../service/announcing/announcement-error.ts';
import type { PageReport } from '../../service/domain/page-report.ts';
import type { StatusEvent } from '../../service/domain/status-event.ts';
import { eventEntry } from '../../service/logging/event-entry.ts';
import { jsonLine } from '../../service/logging/json-line.ts';
import type { LogEntry } from '../../service/logging/log-entry.ts';
import { operationalEntry } from '../../service/logging/operational-entry.ts';
import { pageReportEntry } from '../../service/logging/page-report-entry.ts';
import { pageStateEntry } from '../../service/logging/page-state-entry.ts';
import { pollPassEntry } from '../../service/logging/poll-pass-entry.ts';
import { handlePush } from '../../service/programs/announcer/handle-push.ts';
import { decoded } from '../fixtures/decoded.ts';
import { type Entry, noon, receiverWith } from '../helpers/receiver.ts';
import { mainOf, type Owner, startProgram } from '../helpers/start-program.ts';
import { aPageState } from '../history/helpers/entries.ts';
import type { StoredEntry } from './matches-filter.ts';

export const receiver = 'statuswatch-receiver-0a1b2c3d';
export const announcer = 'statuswatch-slack-announcer-0a1b2c3d';
export const poller = 'statuswatch-poller-0a1b2c3d';

export type NamedEntry = readonly [name: string, entry: StoredEntry];

const special = 'logging.googleapis.com/';

const stored = (service: string, log: string, entry: Partial<StoredEntry>): StoredEntry => ({
  severity: 'DEFAULT',
  logName: `projects/demo-project/logs/run.googleapis.com%2F${encodeURIComponent(log)}`,
  resource: {
    type: 'cloud_run_revision',
    labels: { service_name: service, revision_name: `${service}-00001-abc`, location: 'europe-west1' },
  },
  ...entry,
});

/** How Cloud Logging stores a line of JSON from stdout: https://cloud.google.com/logging/docs/structured-logging#special-payload-fields */
const fromLine = (service: string, line: Entry): StoredEntry =>
  stored(service, 'stdout', {
    severity: line.severity,
    labels: { instanceId: '0069c7a988', ...(line[`${special}labels`] as Readonly<Record<string, string>>) },
    jsonPayload: Object.fromEntries(
      Object.entries(line).filter(([key]) => !key.startsWith(special) && !['severity', 'timestamp'].includes(key)),
    ),
  });

const token = 'a-token-of-this-length';
const url = `/webhook/statuspage/${token}`;
const page = { id: 'kctbh9vrtdwd', status_indicator: 'major', status_description: 'Partial outage' };
const times = {
  created_at: '2026-03-02T11:40:00Z',
  updated_at: '2026-03-02T11:59:57Z',
  started_at: '2026-03-02T11:39:00Z',
};
const update = { id: 'u1', status: 'identified', body: 'We know why.', ...times, affected_components: null };
const incident = {
  id: 'lbkhbwn21v5q',
  name: 'Delayed workflow runs',
  shortlink: 'https://stspg.io/lbkhbwn21v5q',
  incident_updates: [update],
  ...times,
};

const deliveries = {
  'a critical incident': { page, incident: { ...incident, status: 'investigating', impact: 'critical' } },
  'a major incident': { page, incident: { ...incident, status: 'identified', impact: 'major' } },
  'a minor incident': { page, incident: { ...incident, status: 'monitoring', impact: 'minor' } },
  'a resolved incident': {
    page,
    incident: { ...incident, status: 'resolved', impact: 'critical', resolved_at: '2026-03-02T11:59:57Z' },
  },
  'a postmortem': { page, incident: { ...incident, status: 'postmortem', impact: 'major' } },
  'an old incident': {
    page,
    incident: { id: 'old', name: 'Old', status: 'resolved', impact: 'minor', updated_at: '2020-03-02T11:40:00Z' },
  },
  'a maintenance': {
    page,
    incident: { ...incident, status: 'scheduled', impact: 'maintenance', scheduled_for: '2026-03-03T10:00:00Z' },
  },
  'a component in an outage': {
    page,
    component: { id: 'br0l2tvcx85d', name: 'Actions', status: 'major_outage' },
    component_update: {
      id: 'k7',
      component_id: 'br0l2tvcx85d',
      new_status: 'major_outage',
      created_at: times.updated_at,
    },
  },
};

const rehearsals = {
  'a rehearsal of a critical incident': { ...deliveries['a critical incident'], meta: { rehearsal: true } },
  'a rehearsal of a resolved incident': { ...deliveries['a resolved incident'], meta: { rehearsal: true } },
};

const written = async (send: (post: (to: string) => request.Test) => PromiseLike<unknown>) => {
  const { app, entries } = await receiverWith({
    STATUSPAGE_WEBHOOK_TOKEN: token,
    STATUSPAGE_WEBHOOK_SECRET: 'a-secret-of-this-length',
  });
  await send((to) => request(app).post(to));
  const [line, ...others] = entries();
  if (line === undefined || others.length > 0) throw new Error('there is not exactly one entry');
  return fromLine(receiver, line);
};

const events = await Promise.all(
  Object.entries({ ...deliveries, ...rehearsals }).map(
    async ([what, delivery]) => [what, await written((post) => post(url).send(delivery))] as const,
  ),
);

const refusals = {
  invalid_token: (post: (to: string) => request.Test) => post('/webhook/statuspage/a-wrong-token-of-this-length'),
  malformed_token: (post: (to: string) => request.Test) => post('/webhook/statuspage/a-wrong-token'),
  missing_proof: (post: (to: string) => request.Test) => post('/webhook/statuspage').send({}),
  invalid_signature: (post: (to: string) => request.Test) =>
    post('/webhook/statuspage').set('x-statuspage-signature', 'sha256=00').send({}),
  not_json: (post: (to: string) => request.Test) => post(url).send('<html>'),
  unknown_encoding: (post: (to: string) => request.Test) => post(url).set('content-encoding', 'zstd').send('x'),
};
const refused = await Promise.all(
  Object.entries(refusals).map(async ([reason, send]) => [`refused: ${reason}`, await written(send)] as const),
);

const toLine = jsonLine(O.none);
/** How Cloud Logging stores an entry that a service wrote. */
export const storedOf = (service: string, entry: LogEntry): StoredEntry =>
  fromLine(service, JSON.parse(toLine(entry)) as Entry);

export const said = (service: string, ...what: Parameters<ReturnType<typeof operationalEntry>>): StoredEntry =>
  storedOf(service, operationalEntry(() => noon)(...what));

/** What the programs write as they start, stop and fail to start. */
const programEntries = async (owner: Owner): Promise<ReadonlyArray<NamedEntry>> => {
  const env = { STATUSPAGE_WEBHOOK_TOKEN: token };
  const started = startProgram(owner, [mainOf('programs/receiver')], { env });
  const misconfigured = startProgram(owner, [mainOf('programs/receiver')], {
    env: { STATUSPAGE_WEBHOOK_TOKEN: 'short' },
  });
  const misconfiguredAnnouncer = startProgram(owner, [mainOf('programs/announcer')]);
  const misconfiguredPoller = startProgram(owner, [mainOf('programs/poller')], { env: { K_SERVICE: poller } });
  await started.origin();
  started.child.kill('SIGTERM');
  await Promise.all([started.ended, misconfigured.ended, misconfiguredAnnouncer.ended, misconfiguredPoller.ended]);
  return [
    ['started', fromLine(receiver, await started.logged(/^Listening on port/))],
    ['stopped', fromLine(receiver, await started.logged(/^Stopped/))],
    ['not started', fromLine(receiver, await misconfigured.logged(/^Not started/))],
    ['announcer not started', fromLine(announcer, await misconfiguredAnnouncer.logged(/^Not started/))],
    ['poller not started', fromLine(poller, await misconfiguredPoller.logged(/^Not started/))],
  ];
};

const request4xx = { requestMethod: 'POST', requestUrl: `https://receiver.mocked${url}`, status: 401 };

const pushed = async (body: object, outcome: ReturnType<Announce>) => {
  const told: StoredEntry[] = [];
  await handlePush({
    target: { name: 'Slack', announce: () => outcome },
    log: (...what) => T.fromIO(() => void told.push(said(announcer, ...what))),
    now: () => noon,
  })(TE.right(Buffer.from(JSON.stringify(body))))();
  const [entry, ...others] = told;
  if (entry === undefined || others.length > 0) throw new Error('there is not exactly one entry');
  return entry;
};
const pushOf = (entry: StoredEntry | undefined) => ({
  message: { data: Buffer.from(JSON.stringify({ ...entry, insertId: 'an-insert-id' })).toString('base64') },
});
const failures: Readonly<Record<string, AnnouncementError>> = {
  limited: { _tag: 'RateLimited', retryAfterInSeconds: O.some(30) },
  unavailable: { _tag: 'Unavailable', reason: 'HTTP 503' },
  refused: { _tag: 'Refused', reason: 'invalid_auth' },
};
const anEvent = events[0]?.[1];
const unannounced = await Promise.all(
  Object.entries(failures).map(
    async ([what, error]) => [`not announced: ${what}`, await pushed(pushOf(anEvent), TE.left(error))] as const,
  ),
);

const polled = (event: StatusEvent, isBackfill = false) =>
  storedOf(poller, eventEntry({ event, violations: [], trace: O.none, via: 'poll', isBackfill }, noon));
const criticalIncident = decoded({
  page,
  incident: { ...incident, id: 'polled', status: 'investigating', impact: 'critical' },
});
const resolvedIncident = decoded({
  page,
  incident: { ...incident, id: 'polled', status: 'resolved', impact: 'critical', resolved_at: times.updated_at },
});
const withdrawnIncident = decoded({
  page,
  incident: { ...incident, id: 'polled', status: 'withdrawn', impact: 'critical' },
});
const polledPage = { origin: 'https://status.example.com', provider: 'Example', id: 'w5hd3kq8m2xz' };
const since = '2026-03-02T10:00:00.000Z';
const reports: Readonly<Record<string, PageReport>> = {
  'webhooks missing': {
    _tag: 'WebhooksMissing',
    page: polledPage,
    lastWebhookAt: since,
    count: 1,
    missing: [{ incident: 'polled', update: 'u1', createdAt: since }],
  },
  'page unreadable': { _tag: 'PageUnreadable', page: polledPage, cause: 'blocked', since },
  'page readable': { _tag: 'PageReadable', page: polledPage, since },
  'page changed': { _tag: 'PageChanged', page: polledPage, before: 'statuspage a', after: 'incident.io b' },
};

const pollerEntries: ReadonlyArray<NamedEntry> = [
  ['polled: a critical incident', polled(criticalIncident)],
  ['polled: a resolved incident', polled(resolvedIncident)],
  ['polled: a withdrawn incident', polled(withdrawnIncident)],
  ['backfilled: a critical incident', polled(criticalIncident, true)],
  ['backfilled: a resolved incident', polled(resolvedIncident, true)],
  ['the state of a page', storedOf(poller, pageStateEntry(aPageState, noon))],
  ['a pass', storedOf(poller, pollPassEntry({ pages: [] }, noon))],
  ...Object.entries(reports).map(
    ([what, report]) => [`reported: ${what}`, storedOf(poller, pageReportEntry(report, noon))] as const,
  ),
  [
    'a pass that failed',
    said(poller, 'ERROR', 'A pass over the pages was not completed', { reason: 'history_unavailable' }),
  ],
  [
    'a request to poll',
    stored(poller, 'requests', {
      severity: 'INFO',
      httpRequest: { requestMethod: 'POST', requestUrl: 'https://poller.mocked/poll', status: 200 },
    }),
  ],
  [
    'a failed request to poll',
    stored(poller, 'requests', {
      severity: 'ERROR',
      httpRequest: { requestMethod: 'POST', requestUrl: 'https://poller.mocked/poll', status: 503 },
    }),
  ],
];

const otherEntries: ReadonlyArray<NamedEntry> = [
  ...pollerEntries,
  ...events,
  ...refused,
  ['unrecognised', await written((post) => post(url).send({ subscription: 'of a new kind' }))],
  ['a bug', said(receiver, 'ERROR', 'Unexpected error (a bug)', { stack_trace: 'Error: a bug' })],
  ['a crash', said(receiver, 'CRITICAL', 'The program crashed', { stack_trace: 'Error: a bug' })],
  ...unannounced,
  ['not announced: poison', await pushed({}, TE.right(announced))],
  ['announced', await pushed(pushOf(anEvent), TE.right(announced))],
  ['a probe that failed', stored(receiver, 'varlog/system', { severity: 'ERROR' })],
  ['an instance that was started', stored(receiver, 'varlog/system', { severity: 'INFO' })],
  ['a refused request', stored(receiver, 'requests', { severity: 'WARNING', httpRequest: request4xx })],
  [
    'a failed request',
    stored(receiver, 'requests', { severity: 'ERROR', httpRequest: { ...request4xx, status: 503 } }),
  ],
  [
    'a question for health',
    stored(receiver, 'requests', {
      severity: 'INFO',
      httpRequest: { requestMethod: 'GET', requestUrl: 'https://receiver.mocked/health', status: 200 },
    }),
  ],
  ...events.map(
    ([what, entry]) =>
      [`${what} of another service`, { ...entry, resource: stored('another-service', 'stdout', {}).resource }] as const,
  ),
];

const memo: { entries?: Promise<ReadonlyArray<NamedEntry>> } = {};

/** The log of a project in which the receiver, the poller and the announcer run: entries that they really write, and Cloud Run's own. */
export const storedEntries = (owner: Owner): Promise<ReadonlyArray<NamedEntry>> =>
  (memo.entries ??= programEntries(owner).then((entries) => [...entries, ...otherEntries]));
