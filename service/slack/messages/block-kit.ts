import type { MrkdwnObject, PlainTextObject } from './slack-text.ts';

export type Block =
  | Readonly<{ type: 'header'; text: PlainTextObject }>
  | Readonly<{ type: 'section'; text: PlainTextObject | MrkdwnObject }>
  | Readonly<{ type: 'section'; fields: MrkdwnObject[] }>
  | Readonly<{ type: 'context'; elements: (PlainTextObject | MrkdwnObject)[] }>;

/** A message in Block Kit, as `chat.postMessage` and an incoming webhook take it; `text` is what a notification shows. */
export type Message = Readonly<{
  text: string;
  blocks: Block[];
  attachments: Readonly<{ color: string; fallback: string; blocks: Block[] }>[];
}>;

// In characters: https://docs.slack.dev/reference/block-kit/blocks/header-block and …/section-block
export const maxHeaderLength = 150;
export const maxSectionLength = 3000;

// Our own limit: a notification shows a line or two.
export const maxNotificationLength = 1000;
