export type Pages = ReadonlyMap<string, string>;

/** Names by page id, which is `page.id` in a page's `/api/v2/summary.json`. */
export const wellKnownPages: Pages = new Map([
  ['kctbh9vrtdwd', 'GitHub'],
  ['tymt9n04zgry', 'Claude'],
  ['yh6f0r4529hb', 'Cloudflare'],
  ['0f54fx204jpt', 'Atlassian'],
  ['srhpyqt94yxb', 'Discord'],
  ['t34htyd6jblf', 'Dropbox'],
  ['3tgl2vf85cht', 'SendGrid'],
  ['1k6wzpspjf99', 'Datadog'],
]);

/** The name of the page, else the host that `findHost` returns, else `unknown`. */
export const providerOf =
  (pages: Pages) =>
  (pageId: string | undefined, findHost: () => string | undefined): string =>
    (pageId === undefined ? undefined : pages.get(pageId)) ?? findHost() ?? 'unknown';
