import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WarmUp } from './warm-up.ts';

const page = { id: 'w5hd3kq8m2xz', name: 'Warm-up', url: 'https://status.example.com' };
const update = {
  id: 'e92xw7k4hzlm',
  status: 'identified',
  body: 'We are working on it.',
  created_at: '2026-03-02T12:00:00.000Z',
  updated_at: '2026-03-02T12:00:00.000Z',
  affected_components: [{ code: 'c7nf5x1tq0ab', name: 'API', old_status: 'operational', new_status: 'partial_outage' }],
};
const incident = {
  id: 'm8cz2r5jw9pf',
  name: 'Delays',
  status: 'identified',
  impact: 'minor',
  incident_updates: [update],
};
const documents: Readonly<Record<string, unknown>> = {
  '/api/v2/summary.json': {
    page,
    status: { indicator: 'minor', description: 'Partially degraded' },
    components: [{ id: 'c7nf5x1tq0ab', name: 'API', status: 'partial_outage' }],
    incidents: [incident],
  },
  '/api/v2/incidents.json': { page, incidents: [incident] },
  '/api/v2/scheduled-maintenances.json': { page },
};

const view = 'projects/warm-up/locations/warm-up/buckets/warm-up/views/_AllLogs';
const token = { access_token: 'warm-up', expires_in: 3600, token_type: 'Bearer' };

// A page, a log that holds nothing, and the metadata server.
const fakeServices = async (): Promise<string> => {
  const server = createServer(({ url = '' }, response) => {
    response.setHeader('Content-Type', 'application/json');
    response.setHeader('Metadata-Flavor', 'Google');
    response.end(JSON.stringify(url.includes('/token') ? token : (documents[url] ?? {})));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  server.unref();
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** A pass that finds everything new, one that finds nothing, and the health check. */
export const warmUpPoller = async (): Promise<WarmUp> => {
  const host = await fakeServices();
  return {
    settings: {
      POLL_PAGES: `http://${host}`,
      HISTORY_LOG_VIEW: view,
      HISTORY_API_URL: `http://${host}`,
      GCE_METADATA_HOST: host,
    },
    warmUp: async (origin) => {
      for (const recorded of [2, 0]) {
        const response = await fetch(`${origin}/poll`, { method: 'POST' });
        const { pages } = (await response.json()) as Readonly<{ pages: ReadonlyArray<Readonly<{ recorded: number }>> }>;
        assert.deepEqual(
          pages.map((it) => it.recorded),
          [recorded],
        );
      }
      assert.equal((await fetch(`${origin}/health`)).status, 200);
    },
  };
};
