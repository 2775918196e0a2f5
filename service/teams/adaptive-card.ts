import type * as O from 'fp-ts/lib/Option.js';
import type { Tone } from '../announcing/summary/appearance.ts';
import { type EventSummary, eventSummary, type Period } from '../announcing/summary/event-summary.ts';
import type { StatusEvent } from '../domain/status-event.ts';

type TextRun = Readonly<{ type: 'TextRun'; text: string; weight?: 'Bolder'; size?: 'Large'; isSubtle?: true }>;

// What stands in a TextRun is shown as it is, whereas a TextBlock knows Markdown.
type RichTextBlock = Readonly<{ type: 'RichTextBlock'; inlines: ReadonlyArray<TextRun>; spacing?: 'None' }>;

type TextBlock = Readonly<{ type: 'TextBlock'; text: string; wrap: true; spacing: 'None' }>;

type Container = Readonly<{
  type: 'Container';
  style: 'attention' | 'warning' | 'good' | 'accent' | 'default';
  bleed?: true;
  separator?: true;
  items: ReadonlyArray<RichTextBlock | TextBlock>;
}>;

/** https://adaptivecards.io/explorer, as far as Teams shows it: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference#adaptive-card */
export type AdaptiveCard = Readonly<{
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  type: 'AdaptiveCard';
  version: '1.5';
  msteams: Readonly<{ width: 'Full' }>;
  /** What is read aloud. */
  speak: string;
  body: ReadonlyArray<Container>;
  actions: ReadonlyArray<Readonly<{ type: 'Action.OpenUrl'; title: string; url: string }>>;
}>;

const maxLines = 40;

const styles: Readonly<Record<Tone, Container['style']>> = {
  critical: 'attention',
  error: 'attention',
  warning: 'warning',
  harmless: 'default',
  maintenance: 'accent',
  ended: 'good',
};

const line = (...inlines: ReadonlyArray<TextRun>): RichTextBlock => ({
  type: 'RichTextBlock',
  inlines,
  spacing: 'None',
});

const plain = (text: string): TextRun => ({ type: 'TextRun', text });

const fact = (label: string, value: string | undefined): ReadonlyArray<RichTextBlock> =>
  value === undefined ? [] : [line({ ...plain(`${label}: `), weight: 'Bolder' }, plain(value))];

// Shown in the reader's own time zone: https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features#datetime-function-rules
const localTime = (time: string): string => {
  const seconds = `${time.slice(0, 'yyyy-mm-ddThh:mm:ss'.length)}Z`;
  return `{{DATE(${seconds}, SHORT)}} {{TIME(${seconds})}}`;
};

const periodBlocks = (period: Period | undefined): ReadonlyArray<TextBlock> =>
  period === undefined
    ? []
    : [
        {
          type: 'TextBlock',
          text: `**${period.label}:** ${period.times.map(localTime).join(' – ')}`,
          wrap: true,
          spacing: 'None',
        },
      ];

// A line break within a TextRun is not shown everywhere.
const paragraphs = (text: string): ReadonlyArray<RichTextBlock> => {
  const lines = text.split('\n').filter((words) => words.trim() !== '');
  const [last = '', ...rest] = lines.slice(maxLines - 1);
  return [...lines.slice(0, maxLines - 1), ...(last === '' ? [] : [[last, ...rest].join(' ')])].map((words) =>
    line(plain(words)),
  );
};

const section = (items: Container['items']): ReadonlyArray<Container> =>
  items.length === 0 ? [] : [{ type: 'Container', style: 'default', separator: true, items }];

const facts = ({ status, impact, period, duration }: EventSummary): Container['items'] => [
  ...fact('Status', status),
  ...fact('Impact', impact),
  ...periodBlocks(period),
  ...fact('Lasted', duration),
];

/** Everything that an event says, complete in itself, as no card is ever edited. At most 28 kB with its envelope. */
export const adaptiveCard = (event: StatusEvent, boardUrl: O.Option<string>): AdaptiveCard => {
  const summary = eventSummary(event, boardUrl);
  const { appearance, provider, name, components, update, links } = summary;
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.5',
    msteams: { width: 'Full' },
    speak: summary.line,
    body: [
      {
        type: 'Container',
        style: styles[appearance.tone],
        bleed: true,
        items: [
          line({ ...plain(provider), isSubtle: true }),
          line({ ...plain(`${appearance.emoji} ${name}`), weight: 'Bolder', size: 'Large' }),
        ],
      },
      ...section(facts(summary)),
      ...section(components.map((component) => line(plain(component)))),
      ...section(update === undefined ? [] : paragraphs(update)),
    ],
    actions: links.map(({ label, url }) => ({ type: 'Action.OpenUrl', title: label, url })),
  };
};
