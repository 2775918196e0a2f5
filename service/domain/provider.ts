export type Pages = ReadonlyMap<string, string>;

/** The names of pages by their id, which `/api/v2/summary.json` of each page tells (`page.id`). */
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

/** The page's name, else what `hostOf` finds, else `unknown`. */
export const providerOf =
  (pages: Pages) =>
  (pageId: string | undefined, hostOf: () => string | undefined): string =>
    (pageId === undefined ? undefined : pages.get(pageId)) ?? hostOf() ?? 'unknown';
