import type { Limits } from '../http/serve.ts';

/** Cloud Run kills ten seconds after SIGTERM: https://cloud.google.com/run/docs/container-contract#instance-shutdown */
export const limits: Limits = {
  headersInMilliseconds: 10_000,
  requestInMilliseconds: 30_000,
  graceInMilliseconds: 7000,
};
