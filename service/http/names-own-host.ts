import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/**
 * Whether a request names this machine by an address, as `localhost`, or by one of the names that are given. A web page
 * that has its own name resolved to this machine, to read what is served here, sends that name:
 * https://en.wikipedia.org/wiki/DNS_rebinding
 */
export const namesOwnHost =
  (names: ReadonlyArray<string>) =>
  ({ headers: { host = '' } }: Pick<IncomingMessage, 'headers'>): boolean => {
    const hostname = URL.parse(`http://${host}`)?.hostname ?? '';
    return hostname === 'localhost' || isIP(hostname.replace(/^\[(.*)\]$/, '$1')) !== 0 || names.includes(hostname);
  };
