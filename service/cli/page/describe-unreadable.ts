import type { UnreadableReason } from '../../domain/page-state.ts';

const descriptions: Readonly<Record<UnreadableReason, string>> = {
  blocked: 'it refuses the request, perhaps because it takes us for a bot',
  invalid_redirect: 'it redirects to where no page is read',
  not_found: 'it has no API of a product that can be read',
  not_json: 'it answered with something other than JSON, such as a challenge for bots or a page of another product',
  not_public: 'its address is not public',
  rate_limited: 'it limits how often it may be asked; try again later',
  server_error: 'its server failed',
  timeout: 'it did not answer in time',
  too_large: 'its answer is larger than 8 MiB',
  unreachable: 'no connection could be made: check the address',
  unrecognised: 'it is not a page of a product that can be read',
};

/** Completes the sentence `… cannot be read: `. */
export const describeUnreadable = (reason: UnreadableReason): string => descriptions[reason];
