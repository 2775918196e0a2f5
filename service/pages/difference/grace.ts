const graceInMilliseconds = 2 * 60 * 1000;
const maxClockSkewInMilliseconds = 60 * 1000;
const pushingInMilliseconds = 90 * 24 * 60 * 60 * 1000;

/** Whether a page sends webhooks, by when the newest one came. */
export const isPushing = (lastWebhookAt: string | undefined, now: Date): boolean =>
  lastWebhookAt !== undefined && now.getTime() - Date.parse(lastWebhookAt) <= pushingInMilliseconds;

/** Whether a change is so young that its webhook may still come; a time far in the future says nothing. */
export const isWithinGrace = (changedAt: string | undefined, now: Date): boolean => {
  const age = now.getTime() - Date.parse(changedAt ?? '');
  return age < graceInMilliseconds && age >= -maxClockSkewInMilliseconds;
};
