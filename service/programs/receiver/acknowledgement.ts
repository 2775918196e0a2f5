import * as t from 'io-ts';

/** What a sender is told once its delivery is recorded; a genuine one of an unknown shape is kept, and has no id. */
export const Acknowledgement = t.union(
  [
    t.strict({ received: t.literal('incident'), id: t.string }, 'IncidentReceived'),
    t.strict({ received: t.literal('component'), id: t.string }, 'ComponentReceived'),
    t.strict({ received: t.literal('unrecognised') }, 'UnrecognisedKept'),
  ],
  'Acknowledgement',
);
export type Acknowledgement = t.TypeOf<typeof Acknowledgement>;
