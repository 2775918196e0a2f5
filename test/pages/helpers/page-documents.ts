export const paths = {
  summary: '/api/v2/summary.json',
  incidents: '/api/v2/incidents.json',
  maintenances: '/api/v2/scheduled-maintenances.json',
  components: '/api/v2/components.json',
} as const;

export const statuspageId = 'w5hd3kq8m2xz';
export const incidentIoId = '01JZ8QF3M5T7V9X1C3E5G7J9KB';

const page = {
  id: statuspageId,
  name: 'Example',
  url: 'https://status.example.com',
  time_zone: 'Etc/UTC',
  updated_at: '2026-05-04T09:31:10.400Z',
};

export const update = {
  id: 'e92xw7k4hzlm',
  status: 'identified',
  body: 'A deployment is being rolled back.',
  incident_id: 'm8cz2r5jw9pf',
  created_at: '2026-05-04T09:31:10.220Z',
  updated_at: '2026-05-04T09:31:10.220Z',
  display_at: '2026-05-04T09:31:10.220Z',
  affected_components: [
    { code: 'c7nf5x1tq0ab', name: 'Storage - Uploads', old_status: 'operational', new_status: 'major_outage' },
  ],
  deliver_notifications: true,
  custom_tweet: null,
  tweet_id: null,
};

export const incident = {
  id: 'm8cz2r5jw9pf',
  name: 'Failing uploads',
  status: 'identified',
  impact: 'major',
  shortlink: 'https://stspg.example.com/m8cz2r5jw9pf',
  page_id: statuspageId,
  created_at: '2026-05-04T09:02:11.050Z',
  updated_at: '2026-05-04T09:31:10.400Z',
  started_at: '2026-05-04T09:02:11.050Z',
  monitoring_at: null,
  resolved_at: null,
  components: [],
  reminder_intervals: null,
  incident_updates: [update],
};

export const maintenance = {
  id: 'q3xv7b1ncz8d',
  name: 'Database upgrade',
  status: 'scheduled',
  impact: 'maintenance',
  shortlink: 'https://stspg.example.com/q3xv7b1ncz8d',
  page_id: statuspageId,
  created_at: '2026-05-01T08:00:00.000Z',
  updated_at: '2026-05-01T08:00:00.000Z',
  scheduled_for: '2026-05-09T22:00:00.000Z',
  scheduled_until: '2026-05-09T23:00:00.000Z',
  components: [],
  incident_updates: [
    {
      ...update,
      id: 'x1',
      status: 'scheduled',
      incident_id: 'q3xv7b1ncz8d',
      created_at: '2026-05-01T08:00:00.000Z',
      updated_at: '2026-05-01T08:00:00.000Z',
      affected_components: null,
    },
  ],
};

const component = {
  id: 'c7nf5x1tq0ab',
  name: 'Uploads',
  status: 'major_outage',
  created_at: '2023-01-19T11:20:31.900Z',
  updated_at: '2026-05-04T09:31:10.300Z',
  position: 1,
  description: null,
  showcase: true,
  start_date: null,
  group_id: 'g1',
  page_id: statuspageId,
  group: false,
  only_show_if_degraded: false,
};

const groupHeader = {
  ...component,
  id: 'g1',
  name: 'Storage',
  group: true,
  group_id: null,
  components: [component.id],
};

/** The documents of a page on Statuspage. */
export const statuspageDocuments = {
  [paths.summary]: {
    page,
    components: [component, groupHeader],
    incidents: [incident],
    scheduled_maintenances: [maintenance],
    status: { indicator: 'major', description: 'Partial System Outage' },
  },
  [paths.incidents]: { page, incidents: [incident] },
  [paths.maintenances]: { page, scheduled_maintenances: [maintenance] },
};

const incidentIoPage = {
  id: incidentIoId,
  name: 'Example AI',
  url: 'https://status.example.ai/',
  updated_at: '2026-01-09T19:25:56Z',
};

const incidentIoIncident = {
  id: '01JZ8QM20QBACYZMK2PRCJQCBS',
  name: 'Elevated errors',
  status: 'investigating',
  created_at: '2026-05-04T09:02:11Z',
  updated_at: '2026-05-04T09:02:11Z',
  impact: 'minor',
  page_id: incidentIoId,
  incident_updates: [
    {
      id: '01JZ8QM20QBACY2DBCT0RREJQ0',
      body: '',
      created_at: '2026-05-04T09:02:11Z',
      display_at: '2026-05-04T09:02:11Z',
      incident_id: '01JZ8QM20QBACYZMK2PRCJQCBS',
      status: 'investigating',
      updated_at: '2026-05-04T09:02:11Z',
    },
  ],
};

const incidentIoComponents = ['01JZ8CD9JR3HR6Y7G4Q75N4DVW', '01JZ8SM5RTJWHRWDTS6Q604VEW'].map((id, position) => ({
  id,
  name: 'Login',
  status: 'operational',
  position,
  updated_at: '2026-01-09T19:25:56Z',
}));

/** The documents of a page on incident.io while all is well but for one incident: empty lists are absent keys. */
export const incidentIoDocuments = {
  [paths.summary]: {
    page: incidentIoPage,
    status: { description: 'All Systems Operational', indicator: 'none' },
    components: incidentIoComponents.slice(0, 1),
  },
  [paths.incidents]: { page: incidentIoPage, incidents: [incidentIoIncident] },
  [paths.components]: { components: incidentIoComponents },
};
