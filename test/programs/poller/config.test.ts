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
    E.left(['HISTORY_LOG_VIEW: expected on Cloud Run, whose instances forget what they recorded; or a HISTORY_FILE']),
  );
  t.true(E.isRight(readConfig({ ...settings, HISTORY_FILE: '/history/events' })));
});

const view = 'projects/example.com:demo/locations/europe-west1/buckets/statuswatch-0a1b2c3d/views/_AllLogs';
const pages = { POLL_PAGES: 'https://status.example.com' };

test('has its history in a log view, which it asks at Google’s address or at another', (t) => {
  const logView = (settings: Readonly<Record<string, string>>) =>
    readConfig({ ...pages, K_SERVICE: 'poller', HISTORY_LOG_VIEW: view, ...settings });
  t.like(logView({}), { right: { logView: O.some({ view, apiUrl: 'https://logging.googleapis.com/' }) } });
  const HISTORY_API_URL = 'https://logging-internal.p.googleapis.com';
  t.like(logView({ HISTORY_API_URL }), { right: { logView: O.some({ view, apiUrl: `${HISTORY_API_URL}/` }) } });
});

test('has one history, in a view that exists by its name, and sends its token to no stranger', (t) => {
  t.deepEqual(
    readConfig({ ...pages, HISTORY_LOG_VIEW: view, HISTORY_FILE: '/history' }),
    E.left(['HISTORY_LOG_VIEW: expected none beside HISTORY_FILE']),
  );
  t.deepEqual(
    readConfig({ ...pages, HISTORY_LOG_VIEW: 'statuswatch/_AllLogs', HISTORY_API_URL: 'http://logging.example.com' }),
    E.left([
      'HISTORY_LOG_VIEW: expected the name of a log view, as projects/PROJECT/locations/LOCATION/buckets/BUCKET/views/VIEW',
      'HISTORY_API_URL: expected an https URL',
    ]),
  );
});
