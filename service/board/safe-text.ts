// What the HTML standard calls a control, but for a line feed; what XML does not allow; and what reorders the text around
// it: https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
const unsafe = /(?!\n)\p{Cc}|[\uFFFE\uFFFF]|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** A vendor's text without the characters that would change how the text around it reads, or that no document may contain. */
export const safeText = (text: string): string => text.toWellFormed().replace(unsafe, '');

/** The same in one line. */
export const safeLine = (text: string): string => safeText(text.replaceAll(/\s+/g, ' ')).trim();
