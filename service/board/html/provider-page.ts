import { incidentPath } from '../../domain/incident-path.ts';
import type { DayView, MonthView, ProviderView } from '../board-view.ts';
import { componentList } from './components.ts';
import { linkedHistoryStrip, stripLegend } from './history-strip.ts';
import { type Html, html } from './html.ts';
import { kindWord, rehearsalMark } from './incident.ts';
import { layout } from './layout.ts';
import { icon, levelOfProvider, stateWord } from './level.ts';
import { linkTo, providerPath, type ShownView } from './links.ts';
import { dayText, monthName, time } from './moment.ts';
import { impactText, sourceText } from './provider-rows.ts';
import { plainName, vendorLink, vendorName } from './vendor-text.ts';
import { capitalised } from './words.ts';

const stateLine = (provider: ProviderView, view: ShownView): Html => {
  const level = levelOfProvider(provider);
  const since = provider.since === undefined ? undefined : html`<span>since ${time(provider.since, view)}</span>`;
  return html`<p class="facts">
    <span class="level ${level}">${icon(level)}${capitalised(stateWord(provider))}</span>${
      level === 'quiet' ? undefined : since
    }${rehearsalMark(provider.isRehearsal)} <span class="source">${sourceText(provider, view)}</span>
  </p>`;
};

const monthText = (view: MonthView, firstRecordedAt: string | undefined): Html => {
  const isBeforeFirst = firstRecordedAt === undefined || view.month < firstRecordedAt.slice(0, 7);
  // What a page tells at first sight may lie before that.
  if (isBeforeFirst && view.impactMinutes === 0) return html`<span class="hint">no record</span>`;
  const hint = view.isIncomplete ? html` <span class="hint">(not recorded from its start)</span>` : undefined;
  return html`${impactText(view)}${hint}`;
};

const month =
  (firstRecordedAt: string | undefined) =>
  (view: MonthView): Html =>
    html`<tr>
      <th scope="row">${monthName(view.month)} ${view.month.slice(0, 4)}</th>
      <td>${monthText(view, firstRecordedAt)}</td>
    </tr>`;

const day =
  (view: ShownView) =>
  ({ date, incidents }: DayView): Html =>
    html`<section class="day" aria-labelledby="${date}">
      <h3 id="${date}">${dayText(date, view)}</h3>
      <ul>
        ${incidents.map(({ id, kind, name, impact, isRehearsal }) => {
          const level = kind === 'maintenance' ? 'maintenance' : (impact ?? 'minor');
          return html`<li>
            <span class="level ${level}">${icon(level)}${kindWord({ kind, impact })}</span>
            <a href="${linkTo(incidentPath(id), view)}">${vendorName(name)}</a>${rehearsalMark(isRehearsal)}
          </li>`;
        })}
      </ul>
    </section>`;

const daysSection = (provider: ProviderView, view: ShownView): Html => {
  const days = provider.days.filter(({ incidents }) => incidents.length > 0).toReversed();
  return days.length === 0
    ? html`<p>Nothing was recorded in 90 days.</p>`
    : html`<div class="days">${days.map(day(view))}</div>`;
};

/** One provider with its 90 days. */
export const providerPage = (provider: ProviderView, view: ShownView): string => {
  const first = provider.firstRecordedAt;
  return layout(
    {
      title: `${plainName(provider.name)}: ${stateWord(provider)}`,
      level: levelOfProvider(provider),
      path: providerPath(provider.id),
      content: html`<h1>${vendorName(provider.name)}</h1>
        ${stateLine(provider, view)}${componentList(provider.components)}
        ${vendorLink(provider.origin, 'The provider’s status page')}
        <section aria-labelledby="history">
          <h2 id="history">90 days</h2>
          <div class="large-strip">${linkedHistoryStrip(provider, view)}</div>
          ${stripLegend}
          <p class="hint">
            ${first === undefined ? 'Nothing was recorded yet.' : html`Recorded since ${time(first, view)}.`} Days and
            months are those of UTC.
          </p>
        </section>
        <div class="columns">
          <section aria-labelledby="days">
            <h2 id="days">What happened</h2>
            ${daysSection(provider, view)}
          </section>
          <section aria-labelledby="impact">
            <h2 id="impact">Time with an impact</h2>
            <table>
              <caption class="unseen">
                Time with an impact by month
              </caption>
              <tbody>
                ${provider.months.toReversed().map(month(first))}
              </tbody>
            </table>
            <p class="hint">In which at least one incident had an impact. Maintenance does not count.</p>
          </section>
        </div>`,
    },
    view,
  );
};
