import * as T from 'fp-ts/lib/Task.js';
import type { LogViewConfig } from '../history-settings.ts';
import { accessToken } from './access-token.ts';
import { type ListPage, logApi } from './log-api.ts';

const pause = T.delay(1000)(T.of(undefined));

/** Reads a log view as the identity with which the program runs in Google Cloud. */
export const openLogApi = (logView: LogViewConfig, maxRequestsPerMinute: number, now: () => Date): ListPage =>
  logApi({ ...logView, accessToken: accessToken(), maxRequestsPerMinute, now, pause });
