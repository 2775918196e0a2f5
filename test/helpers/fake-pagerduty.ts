import type { ExecutionContext } from 'ava';
import * as t from 'io-ts';
import { answeringJson, type FakeTarget, fakeTarget } from './fake-target.ts';

type Alert = { dedupKey: string; severity: string; summary: string; isResolved: boolean };

export type FakePagerDuty = FakeTarget &
  Readonly<{
    routingKey: string;
    /** Each has paged somebody once. */
    alerts: ReadonlyArray<Readonly<Alert>>;
    changes: ReadonlyArray<string>;
  }>;

const routingKey = 'r0ut1ngk3y0f0n1ys3rv1c31s3cr3t32';

const maxBytes = 512 * 1024;

const Payload = t.type({ summary: t.string, source: t.string, custom_details: t.UnknownRecord });
const Links = t.array(t.type({ href: t.string, text: t.string }));
const Trigger = t.type({
  routing_key: t.literal(routingKey),
  event_action: t.literal('trigger'),
  dedup_key: t.string,
  links: Links,
  payload: t.intersection([
    Payload,
    t.type({ severity: t.keyof({ critical: null, error: null, warning: null, info: null }) }),
  ]),
});
const Resolve = t.type({ routing_key: t.literal(routingKey), event_action: t.literal('resolve'), dedup_key: t.string });
const Change = t.type({ routing_key: t.literal(routingKey), payload: Payload, links: Links });

const hasLimitedTexts = (event: unknown): boolean =>
  (!Trigger.is(event) && !Change.is(event)) || event.payload.summary.length <= 1024;
const hasLimitedKey = (event: unknown): boolean =>
  (!Trigger.is(event) && !Resolve.is(event)) || event.dedup_key.length <= 255;

/** The Events API v2 as documented: https://developer.pagerduty.com/docs/events-api-v2-overview */
export const fakePagerDuty = async (context: ExecutionContext): Promise<FakePagerDuty> => {
  const alerts: Alert[] = [];
  const changes: string[] = [];
  const apply = (path: string, event: unknown): string | undefined => {
    if (path === '/v2/change/enqueue' && Change.is(event)) {
      changes.push(event.payload.summary);
      return 'Change event processed';
    }
    if (path !== '/v2/enqueue') return undefined;
    if (Trigger.is(event)) {
      const { dedup_key: dedupKey, payload } = event;
      const open = alerts.find((alert) => alert.dedupKey === dedupKey && !alert.isResolved);
      if (open === undefined) {
        alerts.push({ dedupKey, severity: payload.severity, summary: payload.summary, isResolved: false });
      }
      return 'Event processed';
    }
    if (Resolve.is(event)) {
      for (const alert of alerts) {
        if (alert.dedupKey === event.dedup_key) alert.isResolved = true;
      }
      return 'Event processed';
    }
    return undefined;
  };
  const target = await fakeTarget(context, ({ path, headers, body }, response) => {
    if (Buffer.byteLength(body) > maxBytes) {
      answeringJson(413, {})(response);
      return false;
    }
    const event: unknown = JSON.parse(body);
    const isValid = headers['content-type'] === 'application/json' && hasLimitedTexts(event) && hasLimitedKey(event);
    const message = isValid ? apply(path, event) : undefined;
    if (message === undefined) {
      answeringJson(400, {
        status: 'invalid event',
        message: 'Event object is invalid',
        errors: [`'${routingKey}' is not valid`],
      })(response);
      return false;
    }
    answeringJson(202, { status: 'success', message })(response);
    return true;
  });
  return { ...target, routingKey, alerts, changes };
};
