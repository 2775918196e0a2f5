import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { readConfig } from '../../../service/programs/poller/config.ts';

test('reads what to poll, and where its history is', (t) => {
  t.like(readConfig({ POLL_PAGES: 'Acme=https://status.example.com', HISTORY_FILE: '/history/events' }), {
    right: {
      port: 8000,
      addresses: [{ origin: 'https://status.example.com', name: O.some('Acme'), minMinutes: O.none }],
      historyFile: O.some('/history/events'),
    },
  });
});

test('refuses where there is nothing to poll', (t) => {
  t.deepEqual(readConfig({}), E.left(['POLL_PAGES: expected the pages to poll, else there is nothing to do']));
});

test('refuses to forget on Cloud Run what it recorded', (t) => {
  const settings = { POLL_PAGES: 'https://status.example.com', K_SERVICE: 'poller' };
  t.deepEqual(
    readConfig(settings),
    E.left([
      'HISTORY_FILE: expected on Cloud Run, whose instances forget what they recorded; history in Cloud Logging is not supported yet',
    ]),
  );
  t.true(E.isRight(readConfig({ ...settings, HISTORY_FILE: '/history/events' })));
});
