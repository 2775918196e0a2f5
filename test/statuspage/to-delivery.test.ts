import test from 'ava';
import fc from 'fast-check';
import { eventVersion } from '../../service/domain/event-version.ts';
import { StatusEvent } from '../../service/domain/status-event.ts';
import { toDelivery } from '../../service/statuspage/to-delivery.ts';
import { deliveries } from '../fixtures/arbitrary-deliveries.ts';
import { decoded } from '../fixtures/decoded.ts';
import { componentVariants, incidentVariants } from '../fixtures/recorded-variants.ts';

// What a log entry keeps of an event, and gives back.
const stored = (event: StatusEvent): StatusEvent =>
  JSON.parse(JSON.stringify(StatusEvent.encode(event))) as StatusEvent;

for (const [name, delivery] of Object.entries({ ...incidentVariants, ...componentVariants })) {
  test(`turns back the event of ${name}`, (t) => {
    const event = decoded(delivery);
    t.deepEqual(decoded(toDelivery(stored(event))), event);
  });
}

// A page never sends an id or a name that is nothing but markup; a delivery of one could not be accepted again.
const isComplete = (event: StatusEvent): boolean =>
  event.kind === 'component'
    ? [event.component.id, event.component.newStatus, event.page.id, event.update.id].every((text) => text !== '')
    : [event.incident.id, event.incident.name, event.incident.status, event.page.id, event.updates[0]?.id].every(
        (text) => text !== '',
      );

test('turns any event back into a delivery of the same version', (t) => {
  t.notThrows(() => {
    fc.assert(
      fc.property(deliveries, (delivery) => {
        const event = decoded(delivery);
        fc.pre(isComplete(event));
        const again = decoded(toDelivery(stored(event)));
        t.deepEqual([again.kind, eventVersion(again)], [event.kind, eventVersion(event)]);
      }),
    );
  });
});
