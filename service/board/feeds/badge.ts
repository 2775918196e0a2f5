import * as t from 'io-ts';
import type { ProviderView } from '../board-view.ts';
import { html } from '../html/html.ts';
import { type Level, levelOfProvider, stateWord } from '../html/level.ts';
import { plainName } from '../html/vendor-text.ts';
import { safeLine } from '../safe-text.ts';

// Dark enough for white text: https://www.w3.org/TR/WCAG22/#contrast-minimum
const colours: Readonly<Record<Level, string>> = {
  critical: '#b3152f',
  major: '#b23a0b',
  minor: '#8a6100',
  unknown: '#5b636e',
  none: '#5b636e',
  maintenance: '#2459ac',
  quiet: '#1f7a4a',
};

type Badge = Readonly<{ label: string; message: string; colour: string }>;

const badgeOf = (provider: ProviderView): Badge => ({
  label: plainName(safeLine(provider.name)),
  message: `${stateWord(provider)}${provider.isRehearsal ? ' (rehearsal)' : ''}`,
  colour: colours[levelOfProvider(provider)],
});

const isWide = (character: string): boolean => character >= '\u2E80';
const padding = 6;

/** About as wide as Verdana of 11 pixels; `textLength` makes another font fit. */
const textWidth = (text: string): number =>
  Math.ceil(Array.from(text, (character) => (isWide(character) ? 11 : 6.8)).reduce((sum, width) => sum + width, 0));

/** The state of a provider as a picture. */
export const badgeSvg = (provider: ProviderView): string => {
  const { label, message, colour } = badgeOf(provider);
  const labelWidth = textWidth(label);
  const messageWidth = textWidth(message);
  const left = labelWidth + 2 * padding;
  const width = left + messageWidth + 2 * padding;
  const text = (content: string, x: number, length: number) =>
    html`<text x="${x}" y="14" textLength="${length}" lengthAdjust="spacingAndGlyphs">${content}</text>`;
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" role="img" aria-labelledby="title">
    <title id="title">${label}: ${message}</title>
    <clipPath id="shape"><rect width="${width}" height="20" rx="3" /></clipPath>
    <g clip-path="url(#shape)">
      <rect width="${width}" height="20" fill="${colour}" />
      <rect width="${left}" height="20" fill="#41464d" />
    </g>
    <g fill="#fff" font-family="Verdana, DejaVu Sans, sans-serif" font-size="11">
      ${text(label, padding, labelWidth)}${text(message, left + padding, messageWidth)}
    </g>
  </svg>`.markup;
};

/** https://shields.io/badges/endpoint-badge */
export const ShieldsBadge = t.strict(
  { schemaVersion: t.number, label: t.string, message: t.string, color: t.string },
  'ShieldsBadge',
);

export const shieldsBadge = (provider: ProviderView): t.TypeOf<typeof ShieldsBadge> => {
  const { label, message, colour } = badgeOf(provider);
  return { schemaVersion: 1, label, message, color: colour };
};
