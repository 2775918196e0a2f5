export const slackPaths = { current: '/api/v2.0.0/current', history: '/api/v2.0.0/history' } as const;

export const firstNote = {
  date_created: '2026-05-04T08:22:35-07:00',
  body: "<p>Some admins can't use the search bar.&nbsp;</p><p>We'll provide an update in 60&nbsp;minutes.</p>",
};

export const secondNote = {
  date_created: '2026-05-04T09:11:04-07:00',
  body: '<p>We are rolling back a recent change.<br>Thank you for your patience.</p><p><br></p>',
};

/** As `current` gives it, with a text for an id and the oldest note first. */
export const activeSlackIncident = {
  id: '1675',
  date_created: '2026-05-04T08:22:35-07:00',
  date_updated: '2026-05-04T09:12:09-07:00',
  title: 'Trouble using the search bar for some admins',
  type: 'incident',
  status: 'active',
  url: 'https://slack-status.com/2026-05/1db1f200d4200000',
  services: ['Search', 'Apps/Integrations/APIs'],
  notes: [firstNote, secondNote],
};

export const resolvedSlackIncident = {
  ...activeSlackIncident,
  id: 1674,
  date_created: '2026-04-27T19:13:57-07:00',
  date_updated: '2026-04-28T16:09:00-07:00',
  title: 'Email delays',
  type: 'outage',
  status: 'resolved',
  url: 'https://slack-status.com/2026-04/6b1014d8bfb00000',
  services: ['Messaging'],
  notes: [
    { body: '<p>We are looking into delays.</p>', date_created: '2026-04-27T19:13:57-07:00' },
    { body: '<p>Email is delivered again.</p>', date_created: '2026-04-27T20:43:47-07:00' },
  ],
};

export const slackDocuments = {
  [slackPaths.current]: {
    status: 'active',
    date_created: '2026-05-04T08:22:35-07:00',
    date_updated: '2026-05-04T09:12:09-07:00',
    active_incidents: [activeSlackIncident],
  },
  [slackPaths.history]: [resolvedSlackIncident],
};

export const quietSlackDocuments = {
  [slackPaths.current]: {
    status: 'ok',
    active_incidents: [],
    date_created: '2018-09-07T18:34:15-07:00',
    date_updated: '2018-09-07T18:34:15-07:00',
  },
  [slackPaths.history]: [resolvedSlackIncident],
};
