import type { BoardView, DayView, ProviderView } from '../board-view.ts';
import { type Html, html } from './html.ts';
import { type Level, levelOfDay, levels } from './level.ts';
import { dayText } from './moment.ts';
import { plainName } from './vendor-text.ts';
import { count } from './words.ts';

type Moment = Pick<BoardView, 'at'>;

const dayWidth = 4;
const barWidth = 3;
const stripHeight = 24;

// The worse, the taller, so that a strip reads without its colours.
const heights: Readonly<Record<Level, number>> = {
  critical: 24,
  major: 19,
  minor: 14,
  none: 9,
  maintenance: 9,
  quiet: 5,
  unknown: 2,
};

const barPath = (position: number, level: Level): string =>
  `M${position * dayWidth} ${stripHeight - heights[level]}h${barWidth}v${heights[level]}h-${barWidth}z`;

const dayTitle = (day: DayView, moment: Moment): string =>
  `${dayText(day.date, moment)}: ${day.incidents.map(({ name }) => plainName(name)).join(', ')}`;

const isPlain = ({ incidents }: DayView): boolean => incidents.length === 0;

const plainBars = (days: ReadonlyArray<DayView>, level: Level): Html | undefined => {
  const paths = days.flatMap((day, position) =>
    isPlain(day) && levelOfDay(day) === level ? [barPath(position, level)] : [],
  );
  return paths.length === 0 ? undefined : html`<path class="${level}" d="${paths.join('')}" />`;
};

const bar = (day: DayView, position: number, moment: Moment): Html =>
  html`<path class="${levelOfDay(day)}" d="${barPath(position, levelOfDay(day))}"
    ><title>${dayTitle(day, moment)}</title></path
  >`;

const linkedBar = (day: DayView, position: number, moment: Moment): Html =>
  html`<a href="#${day.date}" aria-label="${dayTitle(day, moment)}">${bar(day, position, moment)}</a>`;

const describe = ({ name, days }: Pick<ProviderView, 'name' | 'days'>, moment: Moment): string => {
  const incidents = days.filter(({ state }) => state === 'incident').length;
  const unrecorded = days.filter(({ state }) => state === 'unknown').length;
  const first = days.find(({ state }) => state !== 'unknown');
  return [
    `${plainName(name)}, ${days.length} days`,
    incidents === 0 ? 'no incident' : `incidents on ${count(incidents, 'day')}`,
    ...(unrecorded > 0 && first !== undefined ? [`first record ${dayText(first.date, moment)}`] : []),
    ...(first === undefined ? ['no record'] : []),
  ].join(', ');
};

const strip = (days: ReadonlyArray<DayView>, attributes: Html, drawDay: typeof bar, moment: Moment): Html =>
  html`<svg
    class="strip"
    viewBox="0 0 ${days.length * dayWidth - 1} ${stripHeight}"
    preserveAspectRatio="none"
    ${attributes}
  >
    ${levels.map((level) => plainBars(days, level))}${days.map((day, position) => (isPlain(day) ? undefined : drawDay(day, position, moment)))}
  </svg>`;

/** A provider's days as bars; what happened on one is its title. */
export const historyStrip = (provider: Pick<ProviderView, 'name' | 'days'>, moment: Moment): Html =>
  strip(provider.days, html`role="img" aria-label="${describe(provider, moment)}"`, bar, moment);

/** The same, where each day with an incident leads to the day's heading on the page. */
export const linkedHistoryStrip = (provider: Pick<ProviderView, 'name' | 'days'>, moment: Moment): Html =>
  strip(provider.days, html`role="group" aria-label="${describe(provider, moment)}"`, linkedBar, moment);

const legendWords: ReadonlyArray<readonly [Level, string]> = [
  ['unknown', 'no record'],
  ['quiet', 'quiet'],
  ['maintenance', 'maintenance'],
  ['none', 'without impact'],
  ['minor', 'minor'],
  ['major', 'major'],
  ['critical', 'critical'],
];

/** What the bars mean. */
export const stripLegend: Html = html`<ul class="legend">
  ${legendWords.map(
    ([level, word]) =>
      html`<li>
        <svg viewBox="0 0 ${barWidth} ${stripHeight}" preserveAspectRatio="none" aria-hidden="true">
          <path class="${level}" d="${barPath(0, level)}" /></svg
        >${word}
      </li>`,
  )}
</ul>`;
