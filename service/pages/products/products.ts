import { apiV2 } from './api-v2.ts';
import { betterStack } from './better-stack.ts';
import { googleStatus } from './google-status.ts';
import type { PageProduct } from './page-product.ts';
import { slackStatus } from './slack-status.ts';

const statuspage = apiV2({
  name: 'Statuspage',
  pageId: /^[a-z0-9]{12}$/,
  hasComponentTimes: true,
  hasComponentsDocument: false,
  hasWebhooks: true,
});

// Its summary lacks some components, and their times stand still for months. Nobody has a sample of its maintenance.
const incidentIo = apiV2({
  name: 'incident.io',
  pageId: /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/,
  hasComponentTimes: false,
  hasComponentsDocument: true,
  hasWebhooks: false,
});

const googleCloud = googleStatus({
  name: 'Google Cloud',
  id: 'google-cloud',
  host: 'status.cloud.google.com',
  path: '/incidents.json',
});

const googleWorkspace = googleStatus({
  name: 'Google Workspace',
  id: 'google-workspace',
  host: 'www.google.com',
  path: '/appsstatus/dashboard/incidents.json',
});

/** The products whose pages can be read, in the order in which a page is asked for them. */
export const pageProducts: ReadonlyArray<PageProduct> = [
  statuspage,
  incidentIo,
  betterStack,
  slackStatus,
  googleCloud,
  googleWorkspace,
];
