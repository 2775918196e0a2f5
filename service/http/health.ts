import * as t from 'io-ts';
import { UtcTime } from '../codec/iso-time.ts';
import { type HttpResponse, json } from './http-response.ts';

export const Health = t.strict({ status: t.literal('ok'), time: UtcTime }, 'Health');

/** A process that answers is healthy: taking a delivery depends on nothing else. */
export const health = (now: Date): HttpResponse => json(200, Health.encode({ status: 'ok', time: now.toISOString() }));
