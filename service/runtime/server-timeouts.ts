import type { ServerTimeouts } from '../http/serve.ts';

// Longer than any load balancer keeps an idle connection open, so that a request never arrives on one just being closed:
// https://cloud.google.com/load-balancing/docs/https#timeouts_and_retries
const keepAliveBehindLoadBalancerInMilliseconds = 620_000;
// Elsewhere anybody can open connections and leave them idle.
const keepAliveInMilliseconds = 5000;

/** Cloud Run kills ten seconds after SIGTERM: https://cloud.google.com/run/docs/container-contract#instance-shutdown */
export const graceInMilliseconds = 7000;

export const serverTimeouts = (isOnCloudRun: boolean): ServerTimeouts => ({
  headersInMilliseconds: 10_000,
  requestInMilliseconds: 30_000,
  stalledResponseInMilliseconds: 5000,
  keepAliveInMilliseconds: isOnCloudRun ? keepAliveBehindLoadBalancerInMilliseconds : keepAliveInMilliseconds,
  graceInMilliseconds,
});
