import type { Markup, PlainText } from './slack-text.ts';

export type Block =
  | Readonly<{ type: 'header'; text: PlainText }>
  | Readonly<{ type: 'section'; text: PlainText | Markup }>
  | Readonly<{ type: 'section'; fields: Markup[] }>
  | Readonly<{ type: 'context'; elements: (PlainText | Markup)[] }>;

/** A message in Block Kit, as `chat.postMessage` and an incoming webhook take it; `text` is what a notification shows. */
export type Message = Readonly<{
  text: string;
  blocks: Block[];
  attachments: Readonly<{ color: string; fallback: string; blocks: Block[] }>[];
}>;

// In characters: https://docs.slack.dev/reference/block-kit/blocks/header-block and …/section-block
export const longestHeader = 150;
export const longestSection = 3000;

// Ours: a notification shows a line or two.
export const longestNotification = 1000;
