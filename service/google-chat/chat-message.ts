import type * as O from 'fp-ts/lib/Option.js';
import { subjectKey } from '../announcing/posting/subject-key.ts';
import { type EventSummary, eventSummary, type Link, type Period } from '../announcing/summary/event-summary.ts';
import type { StatusEvent } from '../domain/status-event.ts';

type DecoratedText = Readonly<{ decoratedText: Readonly<{ topLabel: string; text: string; wrapText: true }> }>;
type TextParagraph = Readonly<{ textParagraph: Readonly<{ text: string }> }>;
type ButtonList = Readonly<{
  buttonList: Readonly<{
    buttons: ReadonlyArray<Readonly<{ text: string; onClick: Readonly<{ openLink: Readonly<{ url: string }> }> }>>;
  }>;
}>;
type Section = Readonly<{ widgets: ReadonlyArray<DecoratedText | TextParagraph | ButtonList> }>;

/** https://developers.google.com/workspace/chat/api/reference/rest/v1/spaces.messages */
export type ChatMessage = Readonly<{
  fallbackText: string;
  thread: Readonly<{ threadKey: string }>;
  cardsV2: ReadonlyArray<
    Readonly<{
      cardId: string;
      card: Readonly<{
        header: Readonly<{ title: string; subtitle: string }>;
        sections: ReadonlyArray<Section>;
      }>;
    }>
  >;
}>;

const maxEscapedLength = 6000;

// The text of a widget knows some HTML: https://developers.google.com/workspace/chat/format-messages#card-formatting
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const escapeText = (text: string): string => {
  const escaped = text.toWellFormed().replace(/[&<>]/g, (character) => escapes[character] ?? character);
  return escaped.length <= maxEscapedLength
    ? escaped
    : `${escaped
        .slice(0, maxEscapedLength)
        .replace(/&[a-z]*$/, '')
        .toWellFormed()}…`;
};

const labelled = (topLabel: string, text: string | undefined): ReadonlyArray<DecoratedText> =>
  text === undefined ? [] : [{ decoratedText: { topLabel, text: escapeText(text), wrapText: true } }];

const utcTime = (time: string): string => `${time.slice(0, 'yyyy-mm-ddThh:mm'.length).replace('T', ' ')} UTC`;

const periodOf = (period: Period | undefined): ReadonlyArray<DecoratedText> =>
  period === undefined ? [] : labelled(period.label, period.times.map(utcTime).join(' – '));

const paragraph = (lines: ReadonlyArray<string>): ReadonlyArray<TextParagraph> =>
  lines.length === 0 ? [] : [{ textParagraph: { text: escapeText(lines.join('\n')) } }];

const buttons = (links: ReadonlyArray<Link>): ReadonlyArray<ButtonList> =>
  links.length === 0
    ? []
    : [{ buttonList: { buttons: links.map(({ label, url }) => ({ text: label, onClick: { openLink: { url } } })) } }];

const sectionsOf = ({ status, impact, period, duration, components, update, links }: EventSummary) =>
  [
    [
      ...labelled('Status', status),
      ...labelled('Impact', impact),
      ...periodOf(period),
      ...labelled('Lasted', duration),
    ],
    paragraph(components),
    paragraph(update === undefined ? [] : [update]),
    buttons(links),
  ]
    .filter((widgets) => widgets.length > 0)
    .map((widgets): Section => ({ widgets }));

/** A card for one event, in the thread of its incident, maintenance or component. At most 32 kB. */
export const chatMessage = (event: StatusEvent, boardUrl: O.Option<string>): ChatMessage => {
  const summary = eventSummary(event, boardUrl);
  const { appearance, provider, name, line } = summary;
  return {
    fallbackText: `${appearance.emoji} ${line}`,
    thread: { threadKey: subjectKey(event) },
    cardsV2: [
      {
        cardId: 'event',
        card: { header: { title: `${appearance.emoji} ${name}`, subtitle: provider }, sections: sectionsOf(summary) },
      },
    ],
  };
};
