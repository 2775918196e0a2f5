import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { LogViewConfig } from '../history-settings.ts';
import type { OpenHistory } from '../open-history.ts';
import { accessToken } from './access-token.ts';
import { cloudHistory } from './cloud-history.ts';
import { logApi } from './log-api.ts';

const pause = T.delay(1000)(T.of(undefined));

/** A history to which nothing is appended: what is written to stdout becomes part of the log by itself. */
export const openCloudHistory = (logView: LogViewConfig, now: () => Date): OpenHistory => ({
  read: cloudHistory({ listPage: logApi({ ...logView, accessToken: accessToken(), now, pause }), now }),
  append: () => TE.right(undefined),
  isDurable: true,
  close: T.of(undefined),
});
