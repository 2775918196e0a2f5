import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const incidentsPerPage = 50;
const pages = Number(process.env['PAGES']);

const idOf = (...parts: ReadonlyArray<number>): string => parts.map((part) => `${part}`.padStart(4, '0')).join('');
const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
const text = 'We have found the cause and are rolling back the change. Some requests may still fail. '.repeat(7);

const updateOf = (page: number, incident: number, update: number) => ({
  id: idOf(page, incident, update),
  status: ['resolved', 'monitoring', 'identified', 'investigating'][update],
  body: text,
  created_at: minutesAgo(60 * incident + 10 * update + 10),
  updated_at: minutesAgo(60 * incident + 10 * update + 10),
  display_at: minutesAgo(60 * incident + 10 * update + 10),
  affected_components: null,
  deliver_notifications: true,
});

const incidentOf = (page: number, incident: number) => ({
  id: idOf(page, incident, 9),
  name: 'Elevated API error rates',
  status: 'resolved',
  impact: 'minor',
  shortlink: `https://stspg.example.com/${idOf(page, incident, 9)}`,
  created_at: minutesAgo(60 * incident + 50),
  updated_at: minutesAgo(60 * incident + 10),
  started_at: minutesAgo(60 * incident + 50),
  resolved_at: minutesAgo(60 * incident + 10),
  incident_updates: [0, 1, 2, 3].map((update) => updateOf(page, incident, update)),
  components: [],
});

const documentsOf = (index: number): ReadonlyMap<string, string> => {
  const page = { id: idOf(index, 0, 0), name: `Page ${index}`, url: 'https://status.example.com' };
  const components = Array.from({ length: 40 }, (_, component) => ({
    id: idOf(index, component, 7),
    name: `Component ${component}`,
    status: 'operational',
    updated_at: minutesAgo(10_000),
    group: false,
  }));
  const status = { indicator: 'none', description: 'All Systems Operational' };
  const incidents = Array.from({ length: incidentsPerPage }, (_, incident) => incidentOf(index, incident));
  return new Map(
    Object.entries({
      '/api/v2/summary.json': { page, status, components, incidents: [], scheduled_maintenances: [] },
      '/api/v2/incidents.json': { page, incidents },
      '/api/v2/scheduled-maintenances.json': { page, scheduled_maintenances: [] },
    }).map(([path, document]) => [path, JSON.stringify(document)]),
  );
};

const serve = (index: number): Promise<string> => {
  const documents = documentsOf(index);
  return new Promise((resolve) => {
    // No ETag: each pass gets all of it.
    const server = createServer(({ url = '' }, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(documents.get(url));
    });
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
};

// A process of its own, whose work is not counted as the poller's.
const origins = await Promise.all(Array.from({ length: pages }, (_, index) => serve(index)));
process.send?.({ origins, kilobytes: [...documentsOf(0).values()].join('').length / 1000 });
