export const betterStackPath = '/index.json';

const data = {
  id: '297766',
  type: 'status_page',
  attributes: {
    company_name: 'Example AI',
    company_url: 'https://www.example.ai/',
    timezone: 'Pacific Time (US & Canada)',
    subdomain: 'example-ai',
    custom_domain: 'status.example.ai',
    announcement: null,
    aggregate_state: 'degraded',
    created_at: '2024-10-04T20:48:22.509Z',
    updated_at: '2026-05-04T10:17:22.958Z',
  },
  relationships: { sections: { data: [{ id: '331963', type: 'status_page_section' }] } },
};

export const resource = (id: string, public_name: string | null, status: string) => ({
  id,
  type: 'status_page_resource',
  attributes: {
    status_page_section_id: 331963,
    resource_id: 5732671,
    resource_type: 'Monitor',
    public_name,
    explanation: null,
    position: 57,
    availability: 0.985741,
    status,
    status_history: [{ day: '2026-05-03', status: 'recovered', downtime_duration: 3593.1, maintenance_duration: 0 }],
  },
});

const affected = (status: string, ...ids: ReadonlyArray<string>) =>
  ids.map((status_page_resource_id) => ({ status_page_resource_id, status }));

export const update = (id: string, published_at: string, message: string, affected_resources: unknown = []) => ({
  id,
  type: 'status_update',
  attributes: { message, published_at, published_at_timezone: null, notify_subscribers: true, affected_resources },
});

export const report = (id: string, attributes: object, ...updates: ReadonlyArray<string>) => ({
  id,
  type: 'status_report',
  attributes: {
    title: 'Slow answers',
    report_type: 'manual',
    starts_at: '2026-05-04T09:00:00.000Z',
    // An open report has none, and neither have many that are resolved.
    ends_at: null,
    affected_resources: affected('degraded', '9978884', '9978885'),
    aggregate_state: 'degraded',
    ...attributes,
  },
  relationships: { status_updates: { data: updates.map((update) => ({ id: update, type: 'status_update' })) } },
});

export const openUpdate = update(
  '6326571',
  '2026-05-04T09:30:00.000Z',
  'One model is down, <b>another</b> slow.',
  affected('downtime', '9978884'),
);
const firstUpdate = update('6326570', '2026-05-04T09:01:00.000Z', 'Answers are slow.', affected('degraded', '9978884'));
export const openReport = report('951865', {}, openUpdate.id, firstUpdate.id);

export const announcedUpdate = update('6324213', '2026-05-01T04:00:59.000Z', 'We will be replacing switches.\n\nSoon.');
export const maintenanceAttributes = {
  title: 'Network maintenance ',
  report_type: 'maintenance',
  starts_at: '2026-05-04T20:00:00.000Z',
  ends_at: '2026-05-04T23:00:00.000Z',
  affected_resources: affected('maintenance', '9978885'),
  aggregate_state: 'maintenance',
};
export const maintenanceReport = report('941866', maintenanceAttributes, announcedUpdate.id);

export const betterStackDocuments = (...included: ReadonlyArray<unknown>) => ({
  [betterStackPath]: {
    data,
    included: [
      { id: '331963', type: 'status_page_section', attributes: { name: 'Inference - Chat', position: 3 } },
      resource('9978884', ' Example 3 ', 'downtime'),
      resource('9978885', 'Example 3 Fast', 'degraded'),
      firstUpdate,
      openUpdate,
      announcedUpdate,
      ...included,
    ],
  },
});
