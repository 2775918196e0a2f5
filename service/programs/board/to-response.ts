import type { HistoryUnavailable } from '../../history/read-history.ts';
import { maxBodySize } from '../../http/body-limit.ts';
import { closeConnection, type HttpResponse } from '../../http/http-response.ts';
import { problem } from '../../http/problem.ts';
import type { BodyError } from '../../http/read-body.ts';
import type { InvalidMoment } from './parse-moment.ts';

export type BoardError =
  | BodyError
  | HistoryUnavailable
  | InvalidMoment
  | Readonly<{ _tag: 'NotFound' }>
  | Readonly<{ _tag: 'ForeignHost' }>
  | Readonly<{ _tag: 'Embedded' }>;

export const pageToResponse = (page: string): HttpResponse => ({
  status: 200,
  headers: { 'Content-Type': 'text/html; charset=utf-8' },
  body: page,
});

/** Every status code of an error. */
export const errorToResponse = (error: BoardError): HttpResponse => {
  switch (error._tag) {
    case 'HistoryUnavailable':
      return problem(503, 'The history cannot be read: ask again later');
    case 'InvalidMoment':
      return problem(400, 'The time cannot be read', { violations: [error.violation] });
    case 'NotFound':
      return problem(404, 'There is nothing here');
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
    case 'ForeignHost':
      return problem(403, 'The board answers to this machine’s names and to BOARD_URL only');
    case 'Embedded':
      return problem(
        403,
        'Other sites may link to the board and, with BOARD_URL, show its badges, but embed nothing else',
      );
  }
};
