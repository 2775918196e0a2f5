import { formatDuration } from '../../domain/format-duration.ts';
import { incidentPath } from '../../domain/incident-path.ts';
import type { IncidentView, UpdateView } from '../board-view.ts';
import { componentList } from './components.ts';
import { type Html, html } from './html.ts';
import { icon, levelOfIncident } from './level.ts';
import { linkTo, type Moment, providerPath } from './links.ts';
import { ago, durationUntil, time } from './moment.ts';
import { isExcerpt, vendorExcerpt, vendorLink, vendorName, vendorText } from './vendor-text.ts';
import { capitalised, spaced } from './words.ts';

export const rehearsalMark = (isRehearsal: boolean): Html | undefined =>
  isRehearsal ? html` <span class="mark">Rehearsal</span>` : undefined;

/** How bad an incident is, or that it is a maintenance; what it was once it has ended. */
export const kindWord = ({ kind, impact = 'minor' }: Pick<IncidentView, 'kind' | 'impact'>): string => {
  if (kind === 'maintenance') return 'Maintenance';
  return impact === 'none' ? 'Without impact' : capitalised(impact);
};

const statusOf = ({ status }: Pick<UpdateView, 'status'>): Html => vendorName(capitalised(spaced(status ?? 'update')));

const lasted = (start: string, end: string): string => formatDuration(Math.max(0, Date.parse(end) - Date.parse(start)));

const incidentPeriodText = ({ startedAt, endedAt, isOpen }: IncidentView, moment: Moment): Html | undefined => {
  if (startedAt === undefined) return undefined;
  if (isOpen) return html`for <strong>${durationUntil(startedAt, moment)}</strong>, since ${time(startedAt, moment)}`;
  return endedAt === undefined
    ? html`began ${time(startedAt, moment)}`
    : html`lasted <strong>${lasted(startedAt, endedAt)}</strong>, from ${time(startedAt, moment)} to
        ${time(endedAt, moment)}`;
};

const maintenancePeriodText = (
  { startedAt, scheduledUntil, endedAt, isOpen }: IncidentView,
  moment: Moment,
): Html | undefined => {
  const end = isOpen ? scheduledUntil : (endedAt ?? scheduledUntil);
  if (startedAt === undefined) return undefined;
  return end === undefined
    ? html`from ${time(startedAt, moment)}`
    : html`${time(startedAt, moment)} to ${time(end, moment)}`;
};

/** When it began and ended, or has gone on for how long. */
const periodText = (incident: IncidentView, moment: Moment): Html | undefined =>
  incident.kind === 'maintenance' ? maintenancePeriodText(incident, moment) : incidentPeriodText(incident, moment);

const warning = ({ isSilent, isOverdue, lastHeardAt }: IncidentView, moment: Moment): Html | undefined => {
  if (isSilent) return html`<p class="warning">Last heard ${ago(lastHeardAt, moment)}: it may well be over.</p>`;
  return isOverdue ? html`<p class="warning">It should have ended.</p>` : undefined;
};

/** What is known of an incident beside its name and its updates. */
export const incidentFacts = (incident: IncidentView, moment: Moment): Html => {
  const level = levelOfIncident(incident);
  const period = periodText(incident, moment);
  return html`<p class="facts">
      <span class="level ${level}">${icon(level)}${kindWord(incident)}</span> <span>${statusOf(incident)}</span> ${
        period === undefined ? undefined : html`<span>${period}</span>`
      }${rehearsalMark(incident.isRehearsal)}
    </p>
    ${warning(incident, moment)}${componentList(incident.components)}`;
};

const updateHeading = (update: UpdateView, moment: Moment): Html =>
  html`<p class="update-heading">
    <strong>${statusOf(update)}</strong>${
      update.createdAt === undefined ? undefined : html` ${time(update.createdAt, moment)}`
    }
  </p>`;

const update =
  (moment: Moment, textOf: (text: string) => Html) =>
  (view: UpdateView): Html =>
    html`<li>
      ${updateHeading(view, moment)}${view.body === undefined || view.body === '' ? undefined : textOf(view.body)}
    </li>`;

/** All updates, newest first, in the vendor's words. */
export const updateList = (updates: ReadonlyArray<UpdateView>, moment: Moment): Html =>
  html`<ol class="updates">
    ${updates.map(update(moment, vendorText))}
  </ol>`;

const olderUpdates = ({ id, updates }: IncidentView, moment: Moment): Html | undefined => {
  const older = updates.slice(1);
  return older.length === 0
    ? undefined
    : html`<details id="updates-${id}">
        <summary>${older.length === 1 ? '1 earlier update' : `${older.length} earlier updates`}</summary>
        <ol class="updates">
          ${older.map(update(moment, vendorExcerpt))}
        </ol>
      </details>`;
};

/** An incident on the board: its newest update, and the earlier ones folded. */
export const incidentCard =
  (moment: Moment) =>
  (incident: IncidentView): Html => {
    const { id, provider, name, link, updates } = incident;
    const newest = updates.slice(0, 1);
    const isCut = newest.some(({ body = '' }) => isExcerpt(body));
    return html`<article class="card ${levelOfIncident(incident)}" aria-labelledby="incident-${id}">
      <p class="of"><a href="${linkTo(providerPath(provider.id), moment)}">${vendorName(provider.name)}</a></p>
      <h3 id="incident-${id}"><a href="${linkTo(incidentPath(id), moment)}">${vendorName(name)}</a></h3>
      ${incidentFacts(incident, moment)}
      <ol class="updates">
        ${newest.map(update(moment, vendorExcerpt))}
      </ol>
      ${isCut ? html`<p><a href="${linkTo(incidentPath(id), moment)}">Read the whole update</a></p>` : undefined}${olderUpdates(incident, moment)}${vendorLink(link, 'The vendor’s own page')}
    </article>`;
  };

/** A maintenance in one line. */
export const maintenanceRow =
  (moment: Moment) =>
  (maintenance: IncidentView): Html => {
    const { id, provider, name, isOverdue, isRehearsal } = maintenance;
    const period = periodText(maintenance, moment);
    return html`<li>
      <span class="when">${period}${isOverdue ? ', should have ended' : ''}</span>
      <span class="what"
        ><a href="${linkTo(providerPath(provider.id), moment)}">${vendorName(provider.name)}</a>:
        <a href="${linkTo(incidentPath(id), moment)}">${vendorName(name)}</a>${rehearsalMark(isRehearsal)}</span
      >
    </li>`;
  };
