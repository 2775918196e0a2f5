const refusedConnection = 'the connection was refused';
const closedConnection = 'the connection was closed';
const noConnection = 'no connection in time';
const noRoute = 'no route leads there';
const untrusted = 'its certificate is not trusted';

// https://nodejs.org/api/errors.html#common-system-errors and https://undici.nodejs.org/#/docs/api/Errors
const words: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', refusedConnection],
  ['ENOTFOUND', 'its name is not known'],
  ['EAI_AGAIN', 'its name could not be looked up'],
  ['ECONNRESET', closedConnection],
  ['EPIPE', closedConnection],
  ['UND_ERR_SOCKET', closedConnection],
  ['ETIMEDOUT', noConnection],
  ['UND_ERR_CONNECT_TIMEOUT', noConnection],
  ['EHOSTUNREACH', noRoute],
  ['ENETUNREACH', noRoute],
  ['CERT_HAS_EXPIRED', untrusted],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', untrusted],
  ['SELF_SIGNED_CERT_IN_CHAIN', untrusted],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', untrusted],
  ['ERR_TLS_CERT_ALTNAME_INVALID', untrusted],
]);

/** A reason for which there was no answer, with the words for an error code. */
export const reasonInWords = (reason: string): string => {
  const found = words.get(reason);
  return found === undefined ? reason : `${found}: ${reason}`;
};
