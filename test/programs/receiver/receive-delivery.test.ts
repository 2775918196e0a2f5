import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { receiveDelivery } from '../../../service/programs/receiver/receive-delivery.ts';
import type { Verified } from '../../../service/statuspage/verification.ts';
import { component, incident } from '../../helpers/rehearsed-events.ts';
import { shouldNotBeCalled } from '../../helpers/should-not-be-called.ts';

const body = Buffer.from('the body');
const incoming = {
  isCrossOrigin: false,
  token: O.some('a token'),
  signature: O.none,
  trace: O.none,
  clientAddress: '203.0.113.7',
  readBody: () => TE.right(body),
};
const byToken: Verified = { by: 'token' };
const acknowledgement = { received: 'incident', id: 'from the handler' } as const;

const dependencies: Parameters<typeof receiveDelivery>[0] = {
  verifyOrigin: () => E.right(undefined),
  verifyCapabilityUrl: () => E.right(O.some(byToken)),
  verify: () => E.right(byToken),
  decode: () => E.right({ value: incident, sentId: 'incident1', violations: [] }),
  handleIncident: () => TE.right(acknowledgement),
  handleComponentUpdate: shouldNotBeCalled,
  recordUnrecognised: shouldNotBeCalled,
};

test('hands an incident to its handler', async (t) => {
  t.deepEqual(await receiveDelivery(dependencies)(incoming)(), E.right(acknowledgement));
});

test('hands a component change to its handler', async (t) => {
  const receive = receiveDelivery({
    ...dependencies,
    decode: () => E.right({ value: component, sentId: 'component1', violations: [] }),
    handleIncident: shouldNotBeCalled,
    handleComponentUpdate: ({ sentId }) => TE.right({ received: 'component', id: sentId }),
  });

  t.deepEqual(await receive(incoming)(), E.right({ received: 'component', id: 'component1' }));
});

test('reads nothing of a body whose URL is refused', async (t) => {
  const refused = E.left({ _tag: 'InvalidToken' } as const);
  const receive = receiveDelivery({ ...dependencies, verifyCapabilityUrl: () => refused, verify: shouldNotBeCalled });

  t.deepEqual(await receive({ ...incoming, readBody: shouldNotBeCalled })(), refused);
});

test('decodes nothing that is not proven', async (t) => {
  const refused = E.left({ _tag: 'InvalidSignature' } as const);
  const receive = receiveDelivery({ ...dependencies, verify: () => refused, decode: shouldNotBeCalled });

  t.deepEqual(await receive(incoming)(), refused);
});

test('verifies what was read', async (t) => {
  const receive = receiveDelivery({
    ...dependencies,
    verify: (delivery) => {
      t.deepEqual(delivery, { body, urlProof: O.some(byToken), signature: O.none });
      return E.right(byToken);
    },
  });

  t.true(E.isRight(await receive(incoming)()));
});

const unrecognised = { _tag: 'Unrecognised', violations: ['expected something'] } as const;

test('keeps a genuine delivery that was not recognised, and acknowledges it', async (t) => {
  const receive = receiveDelivery({
    ...dependencies,
    decode: () => E.left(unrecognised),
    recordUnrecognised: (kept) => {
      t.deepEqual(kept, { body, violations: ['expected something'], trace: O.none, clientAddress: '203.0.113.7' });
      return TE.right(undefined);
    },
  });

  t.deepEqual(await receive(incoming)(), E.right({ received: 'unrecognised' }));
});

test('refuses an unverified delivery that was not recognised', async (t) => {
  const receive = receiveDelivery({
    ...dependencies,
    verify: () => E.right({ by: 'nothing' }),
    decode: () => E.left(unrecognised),
  });

  t.deepEqual(await receive(incoming)(), E.left(unrecognised));
});

test('refuses a genuine body that is no JSON: what was cut short may come whole the next time', async (t) => {
  const receive = receiveDelivery({ ...dependencies, decode: () => E.left({ _tag: 'NotJson' }) });

  t.deepEqual(await receive(incoming)(), E.left({ _tag: 'NotJson' }));
});
