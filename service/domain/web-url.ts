const maxLength = 500;

/** The link, if it is an http or https URL without credentials and of at most 500 characters. */
export const webUrl = (link: string | undefined): URL | undefined => {
  const url = URL.parse(link ?? '');
  return url !== null &&
    /^https?:$/.test(url.protocol) &&
    url.username === '' &&
    url.password === '' &&
    url.href.length <= maxLength
    ? url
    : undefined;
};
