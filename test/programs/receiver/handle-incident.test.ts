import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { ReceivedEvent } from '../../../service/logging/received-event.ts';
import { handleIncident } from '../../../service/programs/receiver/handle-incident.ts';
import { incident } from '../../helpers/rehearsed-events.ts';

const receipt = { event: incident, violations: ['incident.impact: expected a string'], trace: O.none };
const sentId = '<b>';

for (const kind of ['incident', 'maintenance'] as const) {
  test(`records what it was given and acknowledges it as an incident: ${kind}`, async (t) => {
    const recorded: ReceivedEvent[] = [];
    const given = { ...receipt, event: { ...incident, kind } };
    const record = (received: ReceivedEvent) => TE.fromIO(() => void recorded.push(received));

    t.deepEqual(await handleIncident({ record })({ ...given, sentId })(), E.right({ received: 'incident', id: '<b>' }));
    t.deepEqual(recorded, [given]);
  });
}

test('does not acknowledge what could not be recorded', async (t) => {
  const unavailable = { _tag: 'WriteFailed' } as const;

  t.deepEqual(
    await handleIncident({ record: () => TE.left(unavailable) })({ ...receipt, sentId })(),
    E.left(unavailable),
  );
});
