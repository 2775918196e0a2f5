import * as t from 'io-ts';
import { UtcTime } from '../codec/iso-time.ts';
import { type HttpResponse, json } from './http-response.ts';

export const Health = t.strict({ status: t.literal('ok'), time: UtcTime }, 'Health');

/** Serving is being healthy: nothing else is needed to take a delivery. */
export const health = (now: Date): HttpResponse =>
  json(200, Health.encode({ status: 'ok', time: now.toISOString() }), { 'Cache-Control': 'no-store' });
