import type { ProviderView } from '../board-view.ts';
import { type Html, html } from './html.ts';
import { icon, type Level, levelOfProvider, stateWord } from './level.ts';
import { linkTo, providerPath, type ShownView } from './links.ts';
import { durationUntil, time } from './moment.ts';
import { plainName, vendorName } from './vendor-text.ts';
import { count } from './words.ts';

type Clause = Readonly<{ provider: ProviderView; what: Html }>;

const unknownSince = ({ since, unreadable }: ProviderView, view: ShownView): Html => {
  const why = unreadable === undefined ? 'not heard of for days' : 'its page cannot be read';
  return since === undefined ? html`unknown (${why})` : html`unknown since ${time(since, view)} (${why})`;
};

// The first clause says what it counts; the others do as it does.
const whatOf = (provider: ProviderView, isFirst: boolean, view: ShownView): Html => {
  if (provider.state === 'unknown') return unknownSince(provider, view);
  const word = stateWord(provider);
  const what = isFirst ? word : word.replace(/ incident$/, '');
  const since = provider.since === undefined ? '' : ` for ${durationUntil(provider.since, view)}`;
  return html`${what}${since}${provider.isRehearsal ? ' (rehearsal)' : ''}`;
};

const clausesOf = (view: ShownView): ReadonlyArray<Clause> =>
  view.answer.providers
    .flatMap((id) => view.providers.find((provider) => provider.id === id) ?? [])
    .map((provider, index) => ({ provider, what: whatOf(provider, index === 0, view) }));

const clause = ({ provider, what }: Clause, view: ShownView): Html =>
  html`<span class="clause ${levelOfProvider(provider)}"
    >${icon(levelOfProvider(provider))}<a href="${linkTo(providerPath(provider.id), view)}"
      >${vendorName(provider.name)}</a
    >: ${what}</span
  >`;

const quietSentence = ({ answer: { providerCount } }: ShownView): string =>
  providerCount === 0 ? 'Nothing is watched yet' : `Nothing is broken at ${count(providerCount, 'provider')}`;

const restOf = ({ answer: { state, providerCount, providers }, runningMaintenance }: ShownView): string => {
  const others = providerCount - providers.length;
  const maintained = new Set(runningMaintenance.map(({ provider }) => provider.id)).size;
  return [
    ...(state !== 'quiet' && others > 0 ? [`Nothing is broken at ${count(others, 'other provider')}.`] : []),
    ...(maintained > 0 ? [`Maintenance is running at ${count(maintained, 'provider')}.`] : []),
  ].join(' ');
};

/** The answer to "is it us or them?" as the heading of the board. */
export const answerHeading = (view: ShownView): Html => {
  const [first, ...others] = clausesOf(view);
  const rest = restOf(view);
  const heading =
    first === undefined
      ? html`<span class="clause quiet">${icon('quiet')}${quietSentence(view)}</span>`
      : html`${clause(first, view)}${others.map((other) => html` <span class="separator">·</span> ${clause(other, view)}`)}`;
  return html`<h1 id="answer" class="answer">${heading}</h1>
    ${rest === '' ? undefined : html`<p class="rest">${rest}</p>`}`;
};

/** The same in a few words, for the title of a tab. */
export const answerTitle = (view: ShownView): string => {
  const [first] = clausesOf(view);
  if (first === undefined) return quietSentence(view);
  const others = view.answer.providers.length - 1;
  return `${plainName(first.provider.name)}: ${stateWord(first.provider)}${others > 0 ? `, and ${count(others, 'other')}` : ''}`;
};

/** How bad it is altogether. */
export const answerLevel = (view: ShownView): Level => {
  const [first] = clausesOf(view);
  return first === undefined ? 'quiet' : levelOfProvider(first.provider);
};
