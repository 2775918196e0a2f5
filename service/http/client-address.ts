import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

const withoutIpv6Prefix = (address: string): string => address.replace(/^::ffff:(?=[\d.]+$)/i, '');

// A client can send any `X-Forwarded-For`. Cloud Run replaces it or appends the address that it saw.
const forwardedFor = (header: string | undefined): string | undefined => {
  const last = header?.split(',').at(-1)?.trim() ?? '';
  return isIP(last) === 0 ? undefined : last;
};

/** The IP address of the client: behind Cloud Run what that says, elsewhere the socket's. */
export const clientAddress =
  (isOnCloudRun: boolean) =>
  ({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): string | undefined => {
    const header = headers['x-forwarded-for'];
    const forwarded = isOnCloudRun ? forwardedFor(Array.isArray(header) ? header.join(',') : header) : undefined;
    return forwarded ?? (socket.remoteAddress === undefined ? undefined : withoutIpv6Prefix(socket.remoteAddress));
  };
