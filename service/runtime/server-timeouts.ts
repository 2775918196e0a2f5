import type { ServerTimeouts } from '../http/serve.ts';

/** Cloud Run kills ten seconds after SIGTERM: https://cloud.google.com/run/docs/container-contract#instance-shutdown */
export const serverTimeouts: ServerTimeouts = {
  headersInMilliseconds: 10_000,
  requestInMilliseconds: 30_000,
  stalledResponseInMilliseconds: 5000,
  graceInMilliseconds: 7000,
};
