import { incidentPath } from '../../domain/incident-path.ts';
import type { IncidentView, UpdateView } from '../board-view.ts';
import { compareText } from '../compare-text.ts';
import { type Html, html as xml } from '../html/html.ts';
import { plainName } from '../html/vendor-text.ts';
import { spaced } from '../html/words.ts';
import { safeLine } from '../safe-text.ts';
import { stableUuid } from './stable-uuid.ts';

type Entry = Readonly<{ id: string; updated: string; incident: IncidentView; update: Partial<UpdateView> }>;

const maxEntries = 100;
// An empty feed has to say when it last changed: https://www.rfc-editor.org/rfc/rfc4287#section-4.2.15
const never = '1970-01-01T00:00:00.000Z';

const entriesOf = (incident: IncidentView): ReadonlyArray<Entry> => {
  const { id, provider, updates, startedAt = incident.lastHeardAt } = incident;
  const entry = (key: string, updated: string, update: Partial<UpdateView>): Entry => ({
    id: `urn:uuid:${stableUuid(provider.id, id, key)}`,
    updated,
    incident,
    update,
  });
  return updates.length === 0
    ? [entry('', startedAt, { status: incident.status })]
    : updates.map((update, index) =>
        entry(update.id ?? update.createdAt ?? `${updates.length - index}`, update.createdAt ?? startedAt, update),
      );
};

const newestFirst = (left: Entry, right: Entry): number =>
  compareText(right.updated, left.updated) || compareText(left.id, right.id);

const titleOf = ({ incident: { provider, name, isRehearsal }, update: { status } }: Entry): string => {
  const title = `${plainName(safeLine(provider.name))}: ${plainName(safeLine(name))}`;
  return `${isRehearsal ? 'Rehearsal: ' : ''}${title}${status === undefined ? '' : ` (${safeLine(spaced(status))})`}`;
};

const componentText = ({ components }: IncidentView): string =>
  components
    .map(({ name, id, status }) => `${name ?? id ?? ''}${status === undefined ? '' : `: ${spaced(status)}`}`)
    .join(', ');

const contentOf = ({ incident, update: { body } }: Entry): string =>
  [
    ...(body === undefined || body === '' ? [] : [body]),
    ...(incident.impact === undefined ? [] : [`Impact: ${incident.impact}`]),
    ...(incident.components.length === 0 ? [] : [`Components: ${componentText(incident)}`]),
  ].join('\n\n');

const entryElement =
  (url: string) =>
  (entry: Entry): Html => {
    const { id, updated, incident } = entry;
    return xml`<entry>
      <id>${id}</id>
      <title>${titleOf(entry)}</title>
      <updated>${updated}</updated>
      <author><name>${plainName(safeLine(incident.provider.name))}</name></author>
      <link rel="alternate" type="text/html" href="${url}${incidentPath(incident.id)}" />
      ${incident.link === undefined ? undefined : xml`<link rel="via" href="${incident.link}" />`}
      <category term="${incident.impact ?? 'minor'}" />
      <content type="text">${contentOf(entry)}</content>
    </entry>`;
  };

/**
 * The newest updates of incidents as https://www.rfc-editor.org/rfc/rfc4287, an entry each; an incident without any is one
 * itself. Links start with `url`, an origin; without it they are relative to the feed.
 */
export const atomFeed = (incidents: ReadonlyArray<IncidentView>, url = ''): string => {
  const entries = incidents
    .filter(({ kind }) => kind === 'incident')
    .flatMap(entriesOf)
    .toSorted(newestFirst)
    .slice(0, maxEntries);
  return xml`<?xml version="1.0" encoding="utf-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom">
      <id>urn:uuid:${stableUuid('feed', url)}</id>
      <title>StatusWatch: incidents</title>
      <updated>${entries[0]?.updated ?? never}</updated>
      <author><name>StatusWatch</name></author>
      <link rel="self" type="application/atom+xml" href="${url}/feed.atom" />
      <link rel="alternate" type="text/html" href="${url}/" />
      ${entries.map(entryElement(url))}
    </feed>`.markup;
};
