import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import { decodePush } from '../../../service/programs/announcer/decode-push.ts';
import { base64, logEntryOf, pushOf } from '../../helpers/push.ts';
import { component, eventsOf, incident } from '../../helpers/rehearsed-events.ts';

const bytes = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

test('reads what the receiver wrote', (t) => {
  for (const event of [...eventsOf('incident'), ...eventsOf('maintenance'), ...eventsOf('component'), component]) {
    const entry = logEntryOf(event);
    t.deepEqual(decodePush(bytes(pushOf(base64(entry)))), E.right({ event, insertId: entry['insertId'] as string }));
  }
});

test('reads an entry that had to be shortened', (t) => {
  const update = {
    id: 'u',
    status: 'investigating',
    body: 'x'.repeat(100_000),
    createdAt: undefined,
    updatedAt: undefined,
    displayAt: undefined,
    deliverNotifications: undefined,
    components: [],
  };
  const entry = logEntryOf({ ...incident, updates: [update, update, update] });
  t.true(JSON.stringify(entry).includes('"truncated"'));
  const decoded = decodePush(bytes(pushOf(base64(entry))));
  t.like(decoded, { right: { event: { kind: 'incident', incident: incident.incident } } });
});

test('reads an entry that has no insertId', (t) => {
  t.like(decodePush(bytes(pushOf(base64({ ...logEntryOf(incident), insertId: undefined })))), {
    right: { insertId: undefined },
  });
});

const isUnannounceable = test.macro<[string, Buffer, RegExp]>({
  exec: (t, _what, body, violation) => {
    const decoded = decodePush(body);
    t.true(E.isLeft(decoded));
    t.regex(E.isLeft(decoded) ? decoded.left.violations.join('\n') : '', violation);
    t.notRegex(JSON.stringify(decoded), /secret/);
  },
  title: (_, what) => `refuses ${what}`,
});
test(isUnannounceable, 'what is not JSON', Buffer.from('secret'), /^expected JSON$/);
test(isUnannounceable, 'another JSON', bytes({ secret: 1 }), /^message: expected an object$/);
test(
  isUnannounceable,
  'a message without data',
  bytes({ message: { attributes: {} } }),
  /^message\.data: expected base64 of JSON$/,
);
test(
  isUnannounceable,
  'data that is not base64 of JSON',
  bytes(pushOf('secret')),
  /^message\.data: expected base64 of JSON$/,
);
test(
  isUnannounceable,
  'an entry that is no event',
  bytes(pushOf(base64({ jsonPayload: { message: 'secret' } }))),
  /^message\.data\.jsonPayload\.event: expected/,
);
test(
  isUnannounceable,
  'an event that is none of ours',
  bytes(pushOf(base64({ jsonPayload: { event: { kind: 'secret' } } }))),
  /^message\.data\.jsonPayload\.event\.kind: expected/m,
);
