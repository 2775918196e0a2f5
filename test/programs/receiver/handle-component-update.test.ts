import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { ReceivedEvent } from '../../../service/logging/received-event.ts';
import { handleComponentUpdate } from '../../../service/programs/receiver/handle-component-update.ts';
import { component } from '../../helpers/rehearsed-events.ts';

const receipt = { event: component, violations: [], trace: O.none };
const sentId = '<b>';

test('records what it was given and acknowledges the component', async (t) => {
  const recorded: ReceivedEvent[] = [];
  const record = (received: ReceivedEvent) => TE.fromIO(() => void recorded.push(received));

  t.deepEqual(
    await handleComponentUpdate({ record })({ ...receipt, sentId })(),
    E.right({ received: 'component', id: '<b>' }),
  );
  t.deepEqual(recorded, [receipt]);
});

test('does not acknowledge what could not be recorded', async (t) => {
  const unavailable = { _tag: 'WriteFailed' } as const;

  t.deepEqual(
    await handleComponentUpdate({ record: () => TE.left(unavailable) })({ ...receipt, sentId })(),
    E.left(unavailable),
  );
});
