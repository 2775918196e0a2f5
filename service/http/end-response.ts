import type { IncomingMessage, ServerResponse } from 'node:http';
import { maxBodyBytes } from './body-limit.ts';

// Who sends a whole delivery before reading the response still gets it.
const maxDiscardedBytes = maxBodyBytes;
const maxDiscardingInMilliseconds = 2000;

/**
 * Writes the body of a response whose head says its length, and ends it. If the request is not complete, what is left of it
 * is discarded first, within limits: closing a connection that still receives would reset it, and the client could lose the
 * response. https://www.rfc-editor.org/rfc/rfc9112#section-9.6
 */
export const endResponse = (request: IncomingMessage, response: ServerResponse, body: string | Buffer): void => {
  if (request.complete) {
    response.end(body);
    return;
  }
  let discarded = 0;
  const discard = (chunk: Buffer): void => {
    discarded += chunk.length;
    if (discarded > maxDiscardedBytes) end();
  };
  const end = (): void => {
    clearTimeout(timeout);
    request.off('data', discard).pause();
    response.end();
  };
  const timeout = setTimeout(end, maxDiscardingInMilliseconds);
  response.write(body);
  request.on('data', discard).once('end', end).once('close', end).resume();
};
