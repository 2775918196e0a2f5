import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import { StatusEvent } from '../../service/domain/status-event.ts';
import { decoded } from '../fixtures/decoded.ts';
import { recordedVariants } from '../fixtures/recorded-variants.ts';

for (const [shape, delivery] of Object.entries(recordedVariants)) {
  test(`is the same after a way through JSON, from ${shape}`, (t) => {
    const event = decoded(delivery);
    t.deepEqual(StatusEvent.decode(JSON.parse(JSON.stringify(StatusEvent.encode(event)))), E.right(event));
  });
}

const refuses = test.macro<[what: string, value: unknown]>({
  exec: (t, _, value) => {
    t.true(E.isLeft(StatusEvent.decode(value)));
  },
  title: (_, what) => `refuses ${what}`,
});

const event = JSON.parse(JSON.stringify(decoded({ component: { id: 'a', status: 'b' } }))) as object;
test(refuses, 'null', null);
test(refuses, 'no kind', { ...event, kind: undefined });
test(refuses, 'another kind', { ...event, kind: 'outage' });
test(refuses, 'no provider', { ...event, provider: undefined });
test(refuses, 'no component', { ...event, component: undefined });
test(refuses, 'a time without an offset', { ...event, update: { createdAt: '2026-05-04T09:00:00' } });
