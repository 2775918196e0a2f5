/** Where a reference on a page leads; undefined where that is no address of the web. */
export const linkTo = (reference: string | null | undefined, base: string): string | undefined => {
  const url = reference === undefined || reference === null ? null : URL.parse(reference, base);
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : undefined;
};
