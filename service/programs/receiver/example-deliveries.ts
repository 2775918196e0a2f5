const page = { id: 'kctbh9vrtdwd', status_indicator: 'minor', status_description: 'Partially Degraded Service' };
const meta = {
  unsubscribe: 'http://www.githubstatus.com/?unsubscribe=0000000000',
  documentation: 'https://help.statuspage.io/knowledge_base/topics/webhook-notifications',
  generated_at: '2026-03-02T14:05:29.736Z',
};

const investigating = {
  id: '2nzyr8wq6p0d',
  incident_id: 'lbkhbwn21v5q',
  status: 'investigating',
  body: 'We are investigating reports of delayed workflow runs.',
  created_at: '2026-03-02T13:22:27.376Z',
  updated_at: '2026-03-02T13:22:27.376Z',
  display_at: '2026-03-02T13:22:27.376Z',
  affected_components: [
    { code: 'br0l2tvcx85d', name: 'Actions', old_status: 'operational', new_status: 'degraded_performance' },
  ],
};

const incident = {
  id: 'lbkhbwn21v5q',
  name: 'Delayed workflow runs',
  status: 'investigating',
  impact: 'minor',
  shortlink: 'https://stspg.io/lbkhbwn21v5q',
  page_id: 'kctbh9vrtdwd',
  created_at: '2026-03-02T13:22:27.320Z',
  updated_at: '2026-03-02T13:22:27.400Z',
  started_at: '2026-03-02T13:22:27.310Z',
  monitoring_at: null,
  resolved_at: null,
  scheduled_for: null,
  scheduled_until: null,
  components: [{ id: 'br0l2tvcx85d', name: 'Actions', status: 'degraded_performance' }],
  incident_updates: [investigating],
};

const resolved = {
  id: '8y3jnm6l79jm',
  incident_id: 'lbkhbwn21v5q',
  status: 'resolved',
  body: 'This incident has been resolved.<br />Runs start at once again.',
  created_at: '2026-03-02T14:05:09.873Z',
  updated_at: '2026-03-02T14:05:09.873Z',
  display_at: '2026-03-02T14:05:09.873Z',
  affected_components: null,
};

const scheduled = {
  id: 'p31zjtct2jer',
  incident_id: 'z3lct0r596n4',
  status: 'scheduled',
  body: 'We will fail over the primary database.',
  created_at: '2026-03-01T09:00:00.000-05:00',
  updated_at: '2026-03-01T09:00:00.000-05:00',
  display_at: '2026-03-01T09:00:00.000-05:00',
  affected_components: [{ name: 'No components were affected by this update.' }],
};

/** The shapes that status pages were seen to send. */
export const exampleDeliveries = {
  incident: { summary: 'An incident', value: { meta, page, incident } },
  resolved: {
    summary: 'The same incident, resolved',
    value: {
      meta: { ...meta, generated_at: '2026-03-02T14:05:30.000Z' },
      page: { ...page, status_indicator: 'none', status_description: 'All Systems Operational' },
      incident: {
        ...incident,
        status: 'resolved',
        updated_at: '2026-03-02T14:05:09.892Z',
        resolved_at: '2026-03-02T14:05:09.873Z',
        components: [{ id: 'br0l2tvcx85d', name: 'Actions', status: 'operational' }],
        incident_updates: [resolved, investigating],
      },
    },
  },
  maintenance: {
    summary: 'A scheduled maintenance',
    value: {
      meta,
      page: { ...page, status_indicator: 'maintenance', status_description: 'Service Under Maintenance' },
      incident: {
        ...incident,
        id: 'z3lct0r596n4',
        name: 'Database failover',
        status: 'scheduled',
        impact: 'maintenance',
        scheduled_for: '2026-03-08T02:00:00.000-05:00',
        scheduled_until: '2026-03-08T04:00:00.000-05:00',
        components: [],
        incident_updates: [scheduled],
      },
    },
  },
  component: {
    summary: 'A component that changed',
    value: {
      meta,
      page,
      component_update: {
        id: 'k7730b5v92bv',
        component_id: 'br0l2tvcx85d',
        component_type: 'Component',
        old_status: 'operational',
        new_status: 'degraded_performance',
        created_at: '2026-03-02T13:22:28.000Z',
      },
      component: {
        id: 'br0l2tvcx85d',
        name: 'Actions',
        status: 'degraded_performance',
        description: null,
        page_id: 'kctbh9vrtdwd',
        group_id: null,
        position: 7,
        showcase: true,
        created_at: '2019-11-13T18:02:19.432Z',
        updated_at: '2026-03-02T13:22:28.000Z',
      },
    },
  },
  minimal: {
    summary: 'All that is required',
    value: { incident: { id: 'lbkhbwn21v5q', name: 'Delayed workflow runs', status: 'investigating' } },
  },
};
