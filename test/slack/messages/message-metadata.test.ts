import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import { incidentMessage } from '../../../service/slack/messages/incident-message.ts';
import {
  componentMetadata,
  MessageMetadata,
  threadMetadata,
  updateMetadata,
} from '../../../service/slack/messages/message-metadata.ts';
import { component, incident, now } from '../../helpers/rehearsed-events.ts';

const message = incidentMessage(incident, { isContinued: false });
const update = {
  id: undefined,
  status: undefined,
  body: undefined,
  createdAt: undefined,
  updatedAt: undefined,
  displayAt: undefined,
  deliverNotifications: undefined,
  components: [],
};

test('can be read back from JSON', (t) => {
  for (const metadata of [
    threadMetadata(incident, message, { isContinued: true, earlierComponents: ['earlier'], now }),
    threadMetadata({ ...incident, updates: [] }, message, { isContinued: false, earlierComponents: [], now }),
    updateMetadata(incident, update, now),
    componentMetadata(component, now),
  ]) {
    t.deepEqual(MessageMetadata.decode(JSON.parse(JSON.stringify(metadata))), E.right(metadata));
  }
});

test('reads replies that do not say which changes they name', (t) => {
  const earlier: MessageMetadata = {
    event_type: 'statuswatch_update',
    event_payload: { page: 'p', incident: 'i', update: 'u', version: 'v' },
  };
  t.deepEqual(MessageMetadata.decode(earlier), E.right(earlier));
});

test('stays small however many components an incident names', (t) => {
  const many = Array.from({ length: 1000 }, (_, index) => ({
    id: undefined,
    name: `${index}`.repeat(100),
    oldStatus: undefined,
    newStatus: undefined,
  }));
  t.true(
    JSON.stringify(
      threadMetadata({ ...incident, components: many }, message, { isContinued: false, earlierComponents: [], now }),
    ).length < 7000,
  );
});

test('ignores a component without a name and an id', (t) => {
  const nothing = { id: undefined, name: undefined, oldStatus: undefined, newStatus: undefined };
  t.deepEqual(
    threadMetadata({ ...incident, components: [nothing] }, message, { isContinued: false, earlierComponents: [], now })
      .event_payload.components,
    [],
  );
});
