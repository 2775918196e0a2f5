import { type HistoryUnavailable, historyUnavailable } from '../read-history.ts';
import type { LogApiError } from './log-api.ts';

export const toHistoryUnavailable = (error: LogApiError): HistoryUnavailable => {
  switch (error._tag) {
    case 'RateLimited':
      return historyUnavailable('Cloud Logging is rate-limiting us');
    case 'ResponseTooLarge':
      return historyUnavailable('a response of Cloud Logging is too large');
    case 'Refused':
    case 'Unreachable':
      return historyUnavailable(`Cloud Logging cannot be read: ${error.reason}`);
  }
};
