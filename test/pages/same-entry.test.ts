import test from 'ava';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { StatusEvent } from '../../service/domain/status-event.ts';
import { eventEntry } from '../../service/logging/event-entry.ts';
import { pageProducts } from '../../service/pages/products/products.ts';
import { decodeDelivery } from '../../service/statuspage/decode-delivery.ts';
import { actions, documentsOf, emptyPage, perform, type Sent, type Snapshot } from './helpers/simulated-page.ts';

const start = Date.parse('2026-05-04T00:00:00Z');
const millisecondsPerHour = 60 * 60 * 1000;

const eventOfWebhook = ({ body }: Sent): StatusEvent => {
  const decoded = decodeDelivery(new Map())(Buffer.from(JSON.stringify(body)), { by: 'token' });
  if (E.isLeft(decoded)) throw new Error(decoded.left._tag);
  return decoded.right.value;
};

const eventsOfPage = (snapshot: Snapshot): ReadonlyArray<StatusEvent> => {
  const documents = documentsOf({ summary: snapshot, incidents: snapshot, maintenances: snapshot });
  const source = {
    origin: 'https://status.example.com',
    readAt: new Date(0),
    providerOf: (_: string, name: string) => name,
  };
  return pageProducts.slice(0, 1).flatMap((product) => {
    const content = product.decode(documents, source);
    return E.isRight(content) ? content.right.incidents : [];
  });
};

const idOf = (event: StatusEvent): string => (event.kind === 'component' ? '' : event.incident.id);

const identityOf = (event: StatusEvent, via: 'webhook' | 'poll', at: number) => {
  const { insertId, timestamp } = eventEntry({ event, violations: [], trace: O.none, via }, new Date(at));
  return { insertId, timestamp };
};

// The two entries may be recorded hours apart.
const hours = fc.double({ min: 0, max: 24, noNaN: true });

test('an incident has one insertId and, within a day, one timestamp by whatever way it came', (t) => {
  const compared = { count: 0 };
  fc.assert(
    fc.property(actions(0), hours, hours, (course, webhookHours, pollHours) => {
      course.reduce(
        ({ snapshot, at: before }, action) => {
          const at = before + action.seconds * 1000;
          const done = perform(snapshot, action, at);
          const onPage = eventsOfPage(done.snapshot);
          for (const webhook of done.sent.map(eventOfWebhook).filter(({ kind }) => kind !== 'component')) {
            const polled = onPage.find((event) => idOf(event) === idOf(webhook));
            if (polled === undefined) continue;
            compared.count += 1;
            t.deepEqual(
              identityOf(polled, 'poll', at + pollHours * millisecondsPerHour),
              identityOf(webhook, 'webhook', at + webhookHours * millisecondsPerHour),
            );
          }
          return { snapshot: done.snapshot, at };
        },
        { snapshot: emptyPage(start), at: start },
      );
    }),
    { numRuns: 25 },
  );
  t.true(compared.count > 100);
});
