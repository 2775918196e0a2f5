import { createHmac } from 'node:crypto';

/** The value of `X-Statuspage-Signature`: HMAC-SHA256 over the raw body, in lower-case hexadecimal. */
export const signBody =
  (secret: string) =>
  (body: Uint8Array | string): string =>
    `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
