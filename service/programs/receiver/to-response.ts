import { maxBodySize } from '../../http/body-limit.ts';
import { closeConnection, type HttpResponse, json } from '../../http/http-response.ts';
import { problem } from '../../http/problem.ts';
import type { Acknowledgement } from './acknowledgement.ts';
import type { Refusal } from './refusal-entry.ts';

export const acknowledgementToResponse = (acknowledgement: Acknowledgement): HttpResponse =>
  json(acknowledgement.received === 'unrecognised' ? 202 : 200, acknowledgement);

// The next request on the connection would hardly be better.
const unauthorised = (detail: string): HttpResponse => problem(401, detail, { headers: closeConnection });

/** Every status code of a refusal. */
export const refusalToResponse = (refusal: Refusal): HttpResponse => {
  switch (refusal._tag) {
    case 'UnknownPath':
      return problem(
        404,
        'There is no webhook at this path: deliveries go to /webhook/statuspage or /webhook/statuspage/<token>',
      );
    case 'ForeignOrigin':
      return problem(403, 'Web pages of another origin may not deliver: set STATUSPAGE_WEBHOOK_TOKEN', {
        headers: closeConnection,
      });
    case 'MissingSignature':
      return unauthorised('Missing X-Statuspage-Signature header');
    case 'InvalidSignature':
      return unauthorised('Invalid webhook signature');
    case 'MissingToken':
      return unauthorised('Missing token: the URL ends in /webhook/statuspage/<token>');
    case 'InvalidToken':
    case 'MalformedToken':
      return unauthorised('Invalid token in the URL');
    case 'TokenOfAnotherPage':
      return unauthorised('The token in the URL is bound to another page');
    case 'MissingProof':
      return unauthorised('Missing proof: neither a token in the URL nor an X-Statuspage-Signature header');
    case 'BodyTooLarge':
      return problem(413, `The body is larger than ${maxBodySize}`, { headers: closeConnection });
    case 'BodyInterrupted':
      return problem(400, 'The body ended before it was whole');
    case 'UnknownEncoding':
      return problem(415, 'The content encoding is none of gzip, deflate and br', {
        headers: { 'Accept-Encoding': 'gzip, deflate, br' },
      });
    case 'BrokenEncoding':
      return problem(400, 'The body is not in its content encoding');
    case 'EmptyBody':
      return problem(422, 'The body is empty');
    case 'NotUtf8':
      return problem(422, 'The body is not UTF-8');
    case 'NotJson':
      return problem(422, 'The body is not JSON');
    case 'NotAnObject':
      return problem(422, 'The body is not a JSON object');
    case 'Unrecognised':
      return problem(422, 'The body is not a delivery of a status page', { violations: refusal.violations });
    case 'HistoryUnavailable':
      return problem(503, 'The history cannot be written to: send it again');
    case 'WriteFailed':
      return problem(503, 'The log cannot be written to: send it again');
  }
};
