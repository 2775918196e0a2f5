import * as O from 'fp-ts/lib/Option.js';
import { pipe } from 'fp-ts/lib/function.js';

export type PlainText = Readonly<{ type: 'plain_text'; text: string; emoji: false }>;
export type Markup = Readonly<{ type: 'mrkdwn'; text: string; verbatim: true }>;

const longestLink = 500;

// https://docs.slack.dev/messaging/formatting-message-text#escaping
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const escaped = (text: string): string =>
  text.toWellFormed().replace(/[&<>]/g, (character) => escapes[character] ?? character);

/** Text that can be neither a mention nor a link, in at most so many characters. */
export const literal = (text: string, longest: number): string => {
  const whole = escaped(text);
  return whole.length <= longest ? whole : `${whole.slice(0, longest - 1).replace(/&[a-z]*$|[\uD800-\uDBFF]$/, '')}…`;
};

/** Text that Slack shows as it is, without any format; it takes none that is empty. */
export const plain = (text: string, longest: number): PlainText => ({
  type: 'plain_text',
  text: literal(text.trim() === '' ? '…' : text, longest),
  emoji: false,
});

/** Slack's markup; what a vendor wrote comes into it by `literal` alone. */
export const markup = (text: string): Markup => ({ type: 'mrkdwn', text, verbatim: true });

const isWeb = ({ protocol, username, password }: URL): boolean =>
  /^https?:$/.test(protocol) && username === '' && password === '';

/** A link that says where it leads, where it leads to the web. */
export const linkTo = (url: string | undefined): O.Option<string> =>
  pipe(
    O.fromNullable(URL.parse(url ?? '')),
    O.filter(isWeb),
    O.map(({ href, host }) => `<${escaped(href).replaceAll('|', '%7C')}|${escaped(host)}>`),
    O.filter(({ length }) => length <= longestLink),
  );

/** A time of ISO 8601 in the reader's own time zone: https://docs.slack.dev/messaging/formatting-message-text#date-formatting */
export const localTime = (time: string): string =>
  `<!date^${Math.floor(Date.parse(time) / 1000)}^{date_short_pretty} {time}|${time.slice(0, 16).replace('T', ' ')} UTC>`;

/** `partial_outage` as "Partial outage". */
export const label = (term: string): string => {
  const words = term.replaceAll('_', ' ');
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
};
