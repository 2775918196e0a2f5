import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';

export type PlainTextObject = Readonly<{ type: 'plain_text'; text: string; emoji: false }>;
export type Mrkdwn = Readonly<{ type: 'mrkdwn'; text: string; verbatim: true }>;

const maxLinkLength = 500;

// https://docs.slack.dev/messaging/formatting-message-text#escaping
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const escapeControlCharacters = (text: string): string =>
  text.toWellFormed().replace(/[&<>]/g, (character) => escapes[character] ?? character);

/** Text that can be neither a mention nor a link, in at most so many characters. */
export const escapedText = (text: string, maxLength: number): string => {
  const whole = escapeControlCharacters(text);
  return whole.length <= maxLength
    ? whole
    : `${whole.slice(0, maxLength - 1).replace(/&[a-z]*$|[\uD800-\uDBFF]$/, '')}…`;
};

/** Text that Slack shows as it is, without any format; it takes none that is empty. */
export const plainTextObject = (text: string, maxLength: number): PlainTextObject => ({
  type: 'plain_text',
  text: escapedText(text.trim() === '' ? '…' : text, maxLength),
  emoji: false,
});

/** Slack's markup; what a vendor wrote comes into it by `literal` alone. */
export const mrkdwn = (text: string): Mrkdwn => ({ type: 'mrkdwn', text, verbatim: true });

const isWebUrl = ({ protocol, username, password }: URL): boolean =>
  /^https?:$/.test(protocol) && username === '' && password === '';

/** A link that says where it leads, where it leads to the web. */
export const linkTo = (url: string | undefined): O.Option<string> =>
  pipe(
    O.fromNullable(URL.parse(url ?? '')),
    O.filter(isWebUrl),
    O.map(
      ({ href, host }) => `<${escapeControlCharacters(href).replaceAll('|', '%7C')}|${escapeControlCharacters(host)}>`,
    ),
    O.filter(({ length }) => length <= maxLinkLength),
  );

/** A time of ISO 8601 in the reader's own time zone: https://docs.slack.dev/messaging/formatting-message-text#date-formatting */
export const localTime = (time: string): string =>
  `<!date^${Math.floor(Date.parse(time) / 1000)}^{date_short_pretty} {time}|${time.slice(0, 16).replace('T', ' ')} UTC>`;

/** `partial_outage` as "Partial outage". */
export const sentenceCase = (term: string): string => {
  const words = term.replaceAll('_', ' ');
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
};
