import { formatDuration } from '../../domain/format-duration.ts';
import type { BoardView } from '../board-view.ts';
import { type Html, html } from './html.ts';

type Moment = Pick<BoardView, 'at'>;

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const longMonths = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `2026-11-20` as `20 Nov`; the year where it is not that of `at`. */
export const dayText = (date: string, { at }: Moment): string => {
  const year = date.slice(0, 4);
  const day = `${Number(date.slice(8, 10))} ${months[Number(date.slice(5, 7)) - 1] ?? ''}`;
  return year === at.slice(0, 4) ? day : `${day} ${year}`;
};

/** `2026-11` as `November`. */
export const monthName = (month: string): string => longMonths[Number(month.slice(5, 7)) - 1] ?? '';

const timeText = (time: string, moment: Moment): string =>
  time.slice(0, 10) === moment.at.slice(0, 10)
    ? `${time.slice(11, 16)} UTC`
    : `${dayText(time, moment)}, ${time.slice(11, 16)} UTC`;

/** A time in UTC, without its date where it is that of the view. The script shows it in the reader's own time zone. */
export const time = (instant: string, moment: Moment): Html =>
  html`<time datetime="${instant}">${timeText(instant, moment)}</time>`;

/** How long it was at the time of the view, such as `2 h`. */
export const durationUntil = (instant: string, { at }: Moment): string =>
  formatDuration(Math.max(0, Date.parse(at) - Date.parse(instant)));

/** `3 min ago`, or the time where that is more than two days ago. */
export const ago = (instant: string, moment: Moment): Html => {
  const minutes = (Date.parse(moment.at) - Date.parse(instant)) / 60_000;
  if (minutes > 2 * 24 * 60) return time(instant, moment);
  return minutes < 1
    ? html`<time datetime="${instant}" data-relative>just now</time>`
    : html`<time datetime="${instant}" data-relative>${durationUntil(instant, moment)} ago</time>`;
};

/** A time with its date and year. */
export const fullTime = (instant: string): Html =>
  html`<time datetime="${instant}" data-full
    >${Number(instant.slice(8, 10))} ${months[Number(instant.slice(5, 7)) - 1]} ${instant.slice(0, 4)},
    ${instant.slice(11, 16)} UTC</time
  >`;
