import { PollPass } from '../../domain/poll-pass.ts';
import type { HistoryUnavailable } from '../../history/read-history.ts';
import { type HttpResponse, json } from '../../http/http-response.ts';
import { problem } from '../../http/problem.ts';
import type { WriteFailed } from '../../logging/open-log.ts';

export type PollError = HistoryUnavailable | WriteFailed;

/** Every page was dealt with, unreadable ones too: asking again at once would help nobody. */
export const passToResponse = (pass: PollPass): HttpResponse => json(200, PollPass.encode(pass));

/** What was not recorded is found again by the next pass. */
export const errorToResponse = (error: PollError): HttpResponse => {
  switch (error._tag) {
    case 'HistoryUnavailable':
      return problem(503, 'The history cannot be read or written: poll again later');
    case 'WriteFailed':
      return problem(503, 'The log cannot be written to: poll again later');
  }
};
