/** `partial_outage` as "Partial outage". */
export const sentenceCase = (term: string): string => {
  const words = term.replaceAll('_', ' ');
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
};
