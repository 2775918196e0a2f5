import { formatDuration } from '../../domain/format-duration.ts';
import type { MonthView, ProviderView } from '../board-view.ts';
import { componentList } from './components.ts';
import { historyStrip, stripLegend } from './history-strip.ts';
import { type Html, html } from './html.ts';
import { rehearsalMark } from './incident.ts';
import { icon, levelOfProvider, stateWord } from './level.ts';
import { linkTo, type Moment, providerPath, type ShownView } from './links.ts';
import { ago, monthName, time } from './moment.ts';
import { vendorName } from './vendor-text.ts';
import { capitalised, count } from './words.ts';

/** How we know: when its webhook last came and its page was last read. */
export const sourceText = (provider: ProviderView, moment: Moment): Html => {
  const { webhookAt, polledAt, unreadable } = provider;
  const sources = [
    ...(webhookAt === undefined ? [] : [html`webhook ${ago(webhookAt, moment)}`]),
    ...(polledAt === undefined ? [] : [html`polled ${ago(polledAt, moment)}`]),
    ...(unreadable === undefined
      ? []
      : [html`cannot be read${unreadable.reason === undefined ? '' : `: ${unreadable.reason.replaceAll('_', ' ')}`}`]),
  ];
  if (sources.length === 0) return html`never heard`;
  return html`${sources.map((source, index) => html`${index === 0 ? '' : ' · '}${source}`)}`;
};

const row =
  (moment: Moment) =>
  (provider: ProviderView): Html => {
    const level = levelOfProvider(provider);
    return html`<li class="row ${level}">
      ${icon(level)}
      <div>
        <p class="name">
          <a href="${linkTo(providerPath(provider.id), moment)}">${vendorName(provider.name)}</a>
          <span class="state"
            >${capitalised(stateWord(provider))}${
              provider.since === undefined || level === 'quiet'
                ? undefined
                : html` since ${time(provider.since, moment)}`
            }</span
          >${rehearsalMark(provider.isRehearsal)}
        </p>
        ${componentList(provider.components)}
        <p class="source">${sourceText(provider, moment)}</p>
      </div>
    </li>`;
  };

const isQuiet = (provider: ProviderView): boolean => levelOfProvider(provider) === 'quiet';

/** All providers, worst first, and the quiet ones folded. */
export const providerSection = (view: ShownView): Html => {
  const quiet = view.providers.filter(isQuiet);
  const others = view.providers.filter((provider) => !isQuiet(provider));
  return html`<section class="providers" aria-labelledby="providers">
    <h2 id="providers">Providers</h2>
    <ul class="rows">
      ${others.map(row(view))}
    </ul>
    ${
      quiet.length === 0
        ? undefined
        : html`<details id="quiet-providers">
            <summary>
              ${count(quiet.length, others.length === 0 ? 'provider' : 'other provider')} without a known incident
            </summary>
            <ul class="rows quiet-rows">
              ${quiet.map(row(view))}
            </ul>
          </details>`
    }
  </section>`;
};

/** `2 h 10 min`, the hours in which at least one incident had an impact. */
export const impactText = ({ impactMinutes }: MonthView): string =>
  impactMinutes === 0 ? 'no impact' : formatDuration(impactMinutes * 60_000);

const latestImpact = ({ months }: ProviderView): string | undefined => {
  const month = months.at(-1);
  return month === undefined || month.impactMinutes === 0
    ? undefined
    : `${impactText(month)} in ${monthName(month.month)}`;
};

const figure =
  (moment: Moment) =>
  (provider: ProviderView): Html =>
    html`<li class="history-of">
      <p class="caption">
        <a href="${linkTo(providerPath(provider.id), moment)}">${vendorName(provider.name)}</a>
        <span>${latestImpact(provider)}</span>
      </p>
      ${historyStrip(provider, moment)}
    </li>`;

const byName = (left: ProviderView, right: ProviderView): number => left.name.localeCompare(right.name, 'en');

/** The last 90 days of every provider, by name. */
export const historySection = (view: ShownView): Html =>
  html`<section class="history" aria-labelledby="history">
    <h2 id="history">90 days</h2>
    <p class="hint">One bar a day, the oldest first, and the time with an impact this month.</p>
    ${stripLegend}
    <ul class="figures">
      ${view.providers.toSorted(byName).map(figure(view))}
    </ul>
  </section>`;
