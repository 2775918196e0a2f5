import { apiV2 } from './api-v2.ts';
import type { PageProduct } from './page-product.ts';

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

/** The products whose pages can be read, in the order in which a page is asked for them. */
export const pageProducts: ReadonlyArray<PageProduct> = [statuspage, incidentIo];
