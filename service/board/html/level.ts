import type { DayView, IncidentView, ProviderState, ProviderView } from '../board-view.ts';
import { type Html, html } from './html.ts';

/** How something stands, each with a colour, a shape and a word of its own, worst first. */
export const levels = ['critical', 'major', 'minor', 'unknown', 'none', 'maintenance', 'quiet'] as const;
export type Level = (typeof levels)[number];

const stateLevels: Readonly<Record<Exclude<ProviderState, 'incident' | 'impaired'>, Level>> = {
  unknown: 'unknown',
  maintenance: 'maintenance',
  operational: 'quiet',
  no_known_incident: 'quiet',
};

export const levelOfProvider = ({ state, impact = 'minor' }: Pick<ProviderView, 'state' | 'impact'>): Level =>
  state === 'incident' || state === 'impaired' ? impact : stateLevels[state];

export const levelOfIncident = ({
  kind,
  isOpen,
  isSilent,
  impact = 'minor',
}: Pick<IncidentView, 'kind' | 'isOpen' | 'isSilent' | 'impact'>): Level => {
  if (!isOpen) return 'quiet';
  if (kind === 'maintenance') return 'maintenance';
  return isSilent ? 'unknown' : impact;
};

export const levelOfDay = ({ state, impact = 'minor' }: Pick<DayView, 'state' | 'impact'>): Level =>
  state === 'incident' ? impact : state;

/** What a provider's state is called. */
export const stateWord = ({ state, impact = 'minor' }: Pick<ProviderView, 'state' | 'impact'>): string => {
  switch (state) {
    case 'incident':
      return impact === 'none' ? 'incident without impact' : `${impact} incident`;
    case 'impaired':
      return impact === 'minor' ? 'degraded' : 'outage';
    case 'unknown':
      return 'unknown';
    case 'maintenance':
      return 'maintenance';
    case 'operational':
      return 'operational';
    case 'no_known_incident':
      return 'no known incident';
  }
};

// In a square of 24: the shape tells the levels apart where the colour does not.
const shapes: Readonly<Record<Level, Html>> = {
  critical: html`<path d="M7.6 1.5h8.8l6.1 6.1v8.8l-6.1 6.1H7.6l-6.1-6.1V7.6z" /><path
      class="glyph"
      d="m8 8 8 8m0-8-8 8"
    />`,
  major: html`<path d="M12 .8 23.2 12 12 23.2.8 12z" /><path class="glyph" d="M12 6.4v6.8m0 3.6v.1" />`,
  minor: html`<path d="M12 1.6 23.4 21.8H.6z" /><path class="glyph" d="M12 9v6m0 3.4v.1" />`,
  unknown: html`<path
      class="line"
      d="M12 2.4a9.6 9.6 0 1 1 0 19.2 9.6 9.6 0 0 1 0-19.2"
      stroke-dasharray="4.2 3.34"
    /><path class="line" d="M9 9.4c.2-4 6.2-3.8 6 .1-.1 2.2-3 2-3 4.7m0 3.1v.1" />`,
  none: html`<path class="line" d="M12 2.4a9.6 9.6 0 1 1 0 19.2 9.6 9.6 0 0 1 0-19.2M12 11v6m0-9.9V7" />`,
  maintenance: html`<path class="line" d="M3 3h18v18H3z" /><path
      class="line"
      d="M8 16.2 16 7.8M8 7.8h.1M16 16.2h.1"
    />`,
  quiet: html`<circle cx="12" cy="12" r="10.6" /><path class="glyph" d="m7 12.4 3.5 3.5L17.2 9" />`,
};

/** The shapes that `icon` draws, once a page. */
export const iconShapes: Html = html`<svg class="shapes" aria-hidden="true">
  ${levels.map((level) => html`<symbol id="shape-${level}" viewBox="0 0 24 24">${shapes[level]}</symbol>`)}
</svg>`;

/** A level as a picture; the word for it stands beside it. */
export const icon = (level: Level): Html =>
  html`<svg class="icon ${level}" aria-hidden="true"><use href="#shape-${level}" /></svg>`;

const favouriteColours: Readonly<Record<Level, string>> = {
  critical: '#d11a3a',
  major: '#d9480f',
  minor: '#c98a00',
  unknown: '#7a8390',
  none: '#7a8390',
  maintenance: '#2f6fd0',
  quiet: '#2f9e63',
};

/** The same as a document of its own, for the tab of a browser. */
export const iconDocument = (level: Level): Html =>
  html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="${favouriteColours[level]}">
    <style>
      .glyph,
      .line {
        fill: none;
        stroke: #fff;
        stroke-width: 2.6;
        stroke-linecap: round;
        stroke-linejoin: round;
      }
      .line {
        stroke: ${favouriteColours[level]};
      }
    </style>
    ${shapes[level]}
  </svg>`;
