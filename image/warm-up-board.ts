import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WarmUp } from './warm-up.ts';

const at = '2026-03-02T12:00:00.000Z';
const origin = 'https://status.example.com';
const entry = (insertId: string, labels: object, jsonPayload: object) => ({
  insertId,
  timestamp: at,
  receiveTimestamp: at,
  labels,
  jsonPayload,
});
const event = {
  kind: 'incident',
  provider: 'GitHub',
  verified: true,
  page: { id: 'kctbh9vrtdwd' },
  incident: { id: 'lbkhbwn21v5q', name: 'Delayed workflow runs', status: 'investigating', impact: 'minor' },
  components: [{ id: 'br0l2tvcx85d', name: 'Actions', oldStatus: 'operational', newStatus: 'partial_outage' }],
  updates: [{ id: '2nzyr8wq6p0d', status: 'investigating', body: 'We are investigating.', components: [] }],
};
const pageState = {
  origin,
  provider: 'Example',
  id: 'w5hd3kq8m2xz',
  readable: true,
  readAt: at,
  componentCount: 1,
  components: [],
  open: [],
  omitted: { components: 0, open: 0 },
};
const pass = { pages: [{ origin, id: 'w5hd3kq8m2xz', outcome: 'read', found: 0, recorded: 0 }] };
const entries = [
  entry('a', { kind: 'incident', via: 'webhook' }, { event }),
  entry('b', { kind: 'page', via: 'poll' }, { pageState }),
  entry('c', { via: 'poll' }, { pass }),
  entry('d', {}, { reason: 'invalid_token' }),
];
const token = { access_token: 'warm-up', expires_in: 3600, token_type: 'Bearer' };

// A log that holds an entry of each sort, and the metadata server.
const fakeLog = async (): Promise<string> => {
  const server = createServer(({ url = '' }, response) => {
    response.setHeader('Content-Type', 'application/json');
    response.setHeader('Metadata-Flavor', 'Google');
    response.end(JSON.stringify(url.includes('/token') ? token : { entries }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  server.unref();
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** Every page and path for programs, at present and at another time, and the health check. */
export const warmUpBoard = async (): Promise<WarmUp> => {
  const host = await fakeLog();
  return {
    settings: {
      HISTORY_LOG_VIEW: 'projects/warm-up/locations/warm-up/buckets/warm-up/views/_AllLogs',
      HISTORY_API_URL: `http://${host}`,
      GCE_METADATA_HOST: host,
    },
    warmUp: async (url) => {
      for (const path of [
        '/',
        '/?at=2026-03-02T12:00Z',
        '/providers/github',
        '/incidents/lbkhbwn21v5q',
        '/api/status',
        '/api/incidents',
        '/api/providers',
        '/events',
        '/openapi.json',
        '/board.css',
        '/board.js',
        '/health',
      ]) {
        const { status } = await fetch(`${url}${path}`);
        assert.equal(status, 200, path);
      }
    },
  };
};
