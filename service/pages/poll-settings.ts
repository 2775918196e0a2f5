import * as O from 'fp-ts/lib/Option.js';
import { optional } from '../codec/optional.ts';
import { setting } from '../codec/setting.ts';
import { PageAddresses } from './page-address.ts';

const maxMinutes = 60;

const Minutes = setting(`a whole number from 1 to ${maxMinutes}`, (text) =>
  /^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= maxMinutes ? O.some(Number(text)) : O.none,
);

/** The pages to poll, as a field for a program's codec. */
export const pollSettings = { POLL_PAGES: optional(PageAddresses) };

/** How often a program polls that does so by itself, as a field for its codec. */
export const pollIntervalSettings = { POLL_MINUTES: optional(Minutes) };

export const defaultPollMinutes = 5;
