import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { LogViewConfig } from '../history-settings.ts';
import type { OpenHistory } from '../open-history.ts';
import { cloudHistory } from './cloud-history.ts';
import { openLogApi } from './open-log-api.ts';

// A poll takes one or two, and after a stop some ten.
const maxRequestsPerMinute = 15;

/** A history to which nothing is appended: what is written to stdout becomes part of the log by itself. */
export const openCloudHistory = (logView: LogViewConfig, now: () => Date): OpenHistory => ({
  read: cloudHistory({ listPage: openLogApi(logView, maxRequestsPerMinute, now), now }),
  append: () => TE.right(undefined),
  isDurable: true,
  close: T.of(undefined),
});
