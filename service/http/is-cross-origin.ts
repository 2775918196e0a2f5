import type { IncomingMessage } from 'node:http';

/** Whether a browser sends it for a page of another origin; `null` is one. Other clients send no `Origin`. */
export const isCrossOrigin = ({ headers: { origin, host = '' } }: Pick<IncomingMessage, 'headers'>): boolean =>
  origin !== undefined && URL.parse(origin)?.host !== URL.parse(`http://${host}`)?.host;
