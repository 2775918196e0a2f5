import { type Html, html } from './html.ts';

const maxLineCharacters = 160;
const maxExcerptCharacters = 900;

/** Cut between two characters, with an ellipsis. */
const shortened = (text: string, maxCharacters: number): string =>
  text.length <= maxCharacters
    ? text
    : `${text
        .slice(0, maxCharacters)
        .replace(/[\uD800-\uDBFF]$/, '')
        .trimEnd()}…`;

/** A name, whose direction of writing changes nothing of what stands beside it. */
export const vendorName = (name: string): Html => html`<bdi>${shortened(name, maxLineCharacters)}</bdi>`;

/** A name where there can be no element: in an attribute or a title. */
export const plainName = (name: string): string => shortened(name, maxLineCharacters);

export const vendorText = (text: string): Html => html`<p class="vendor-text" dir="auto">${text}</p>`;

export const vendorExcerpt = (text: string): Html => vendorText(shortened(text, maxExcerptCharacters));

/** Whether an excerpt leaves something out. */
export const isExcerpt = (text: string): boolean => text.length > maxExcerptCharacters;

const isWebAddress = (address: string): boolean => /^https?:$/.test(URL.parse(address)?.protocol ?? '');

/** A link to the vendor's own page; nothing where the address is none of the web. */
export const vendorLink = (address: string | undefined, text: string): Html | undefined =>
  address !== undefined && isWebAddress(address)
    ? html`<a class="vendor" href="${address}" rel="noreferrer">${text}</a>`
    : undefined;
