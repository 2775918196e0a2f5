/** `1 provider`, `2 providers`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** `partial_outage` as `partial outage`. */
export const spaced = (term: string): string => term.replaceAll('_', ' ');

export const capitalised = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
