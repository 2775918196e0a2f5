export const googlePaths = {
  cloud: '/incidents.json',
  workspace: '/appsstatus/dashboard/incidents.json',
} as const;

export const firstUpdate = {
  created: '2026-05-04T20:24:18+00:00',
  modified: '2026-05-04T21:31:52+00:00',
  when: '2026-05-04T20:24:18+00:00',
  text: '**Summary**\nVirtual machines are unreachable in [one region](https://cloud.google.com/).\n* **Networking:** packets are lost.\n* `gcloud` fails.\n---',
  status: 'SERVICE_DISRUPTION',
  affected_locations: [{ title: 'Sydney (australia-southeast1)', id: 'australia-southeast1' }],
};

export const secondUpdate = {
  created: '2026-05-04T21:31:52+00:00',
  modified: '2026-05-04T21:31:52+00:00',
  when: '2026-05-04T21:31:52+00:00',
  text: 'We are rolling back &amp; watching.',
  status: 'SERVICE_DISRUPTION',
  affected_locations: [],
};

/** Open: `end` is absent. */
export const googleIncident = {
  id: 'Kq3mvt9fS2GT5tbhyxQd',
  number: '5362718329524538999',
  begin: '2026-05-04T10:00:00-07:00',
  created: '2026-05-04T20:24:18+00:00',
  modified: '2026-05-04T21:31:52+00:00',
  external_desc: 'Customers of **Example Engine** see\nunreachable virtual machines.',
  updates: [secondUpdate, firstUpdate],
  most_recent_update: secondUpdate,
  status_impact: 'SERVICE_DISRUPTION',
  severity: 'medium',
  service_key: 'H6gWUHvb2ZubeoxzQ1Yz',
  service_name: 'Example Engine',
  affected_products: [
    { title: 'Example Engine', id: 'H6gWUHvb2ZubeoxzQ1Yz', current_title: 'Example Engine (renamed)' },
    { title: 'Hybrid Example', id: '5x6CGnZvSHQZ26Ktxp9z' },
  ],
  uri: 'incidents/Kq3mvt9fS2GT5tbhyxQd',
  currently_affected_locations: [],
  previously_affected_locations: [],
};

export const endedGoogleIncident = {
  ...googleIncident,
  id: 'Zb8mvt9fS2GT5tbhyxQe',
  begin: '2026-04-01T10:00:00+00:00',
  created: '2026-04-01T11:00:00+00:00',
  modified: '2026-04-09T12:00:00+00:00',
  end: '2026-04-01T15:00:00+00:00',
  status_impact: 'SERVICE_OUTAGE',
  severity: 'high',
  updates: [
    {
      ...firstUpdate,
      created: '2026-04-09T11:00:00+00:00',
      modified: '2026-04-09T12:00:00+00:00',
      when: '2026-04-09T11:00:00+00:00',
      text: '# Incident Report\n## Summary\nA configuration was wrong.',
      status: 'AVAILABLE',
    },
    {
      ...firstUpdate,
      created: '2026-04-01T11:00:00+00:00',
      modified: '2026-04-09T11:00:00+00:00',
      when: '2026-04-01T11:00:00+00:00',
      status: 'SERVICE_OUTAGE',
    },
  ],
  uri: 'incidents/Zb8mvt9fS2GT5tbhyxQe',
};

export const googleCloudDocuments = { [googlePaths.cloud]: [googleIncident, endedGoogleIncident] };
export const googleWorkspaceDocuments = { [googlePaths.workspace]: [googleIncident, endedGoogleIncident] };
