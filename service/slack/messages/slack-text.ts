import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';

export type PlainTextObject = Readonly<{ type: 'plain_text'; text: string; emoji: false }>;
export type MrkdwnObject = Readonly<{ type: 'mrkdwn'; text: string; verbatim: true }>;

const maxLinkLength = 500;

// https://docs.slack.dev/messaging/formatting-message-text#escaping
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const escapeText = (text: string): string =>
  text.toWellFormed().replace(/[&<>]/g, (character) => escapes[character] ?? character);

/** Text that can be neither a mention nor a link, truncated to `maxLength` characters including the escapes. */
export const escapeAndTruncate = (text: string, maxLength: number): string => {
  const escaped = escapeText(text);
  return escaped.length <= maxLength
    ? escaped
    : `${escaped.slice(0, maxLength - 1).replace(/&[a-z]*$|[\uD800-\uDBFF]$/, '')}…`;
};

/** Text that Slack shows as it is; a blank one, which Slack refuses, becomes `…`. */
export const plainTextObject = (text: string, maxLength: number): PlainTextObject => ({
  type: 'plain_text',
  text: escapeAndTruncate(text.trim() === '' ? '…' : text, maxLength),
  emoji: false,
});

/** Slack's markup. Escape a vendor's text before it goes in here. */
export const mrkdwnObject = (text: string): MrkdwnObject => ({ type: 'mrkdwn', text, verbatim: true });

const isWebUrl = ({ protocol, username, password }: URL): boolean =>
  /^https?:$/.test(protocol) && username === '' && password === '';

/** A link that is labelled with its host if nothing else is told, if it is an http or https URL without credentials. */
export const linkTo = (url: string | undefined, label?: string): O.Option<string> =>
  pipe(
    O.fromNullable(URL.parse(url ?? '')),
    O.filter(isWebUrl),
    O.map(({ href, host }) => `<${escapeText(href).replaceAll('|', '%7C')}|${escapeText(label ?? host)}>`),
    O.filter(({ length }) => length <= maxLinkLength),
  );

/** An ISO 8601 time, shown in the reader's own time zone: https://docs.slack.dev/messaging/formatting-message-text#date-formatting */
export const localTime = (time: string): string =>
  `<!date^${Math.floor(Date.parse(time) / 1000)}^{date_short_pretty} {time}|${time.slice(0, 16).replace('T', ' ')} UTC>`;
