import { Writable } from 'node:stream';
import test from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { Severity } from '../../service/domain/severity.ts';
import type { LogEntry } from '../../service/logging/log-entry.ts';
import { openLog } from '../../service/logging/open-log.ts';
import type { SyslogLevel } from '../../service/logging/syslog-levels.ts';

const entry: LogEntry = {
  severity: 'NOTICE',
  message: 'GitHub incident "Delays": resolved',
  timestamp: new Date('2026-03-02T12:00:00.123Z'),
  insertId: 'an-id',
  labels: { kind: 'incident', provider: 'GitHub' },
  trace: O.some({ traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', sampled: false }),
  payload: { event: { kind: 'incident', updates: [{ body: 'two\nlines' }] }, reason: undefined },
};

type Settings = Readonly<{
  format?: 'json' | 'pretty';
  level?: SyslogLevel;
  projectId?: O.Option<string>;
  error?: Error;
}>;

const opened = ({ format = 'json', level = 'info', projectId = O.some('demo'), error }: Settings = {}) => {
  const chunks: string[] = [];
  const destination = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk.toString());
      done(error);
    },
  });
  let failures = 0;
  const onWriteFailed = () => {
    failures += 1;
  };
  return {
    log: openLog({ destination, format, level, projectId, now: () => entry.timestamp, onWriteFailed }),
    output: () => chunks.join(''),
    failures: () => failures,
  };
};

test("writes Cloud Logging's structured format, with nothing of its library about itself", async (t) => {
  const { log, output } = opened();

  t.deepEqual(await log.write(entry)(), E.right(undefined));
  t.deepEqual(JSON.parse(output()), {
    severity: 'NOTICE',
    message: 'GitHub incident "Delays": resolved',
    timestamp: { seconds: 1772452800, nanos: 123_000_000 },
    'logging.googleapis.com/insertId': 'an-id',
    'logging.googleapis.com/labels': { kind: 'incident', provider: 'GitHub' },
    'logging.googleapis.com/trace': 'projects/demo/traces/0af7651916cd43dd8448eb211c80319c',
    'logging.googleapis.com/spanId': 'b7ad6b7169203331',
    'logging.googleapis.com/trace_sampled': false,
    event: { kind: 'incident', updates: [{ body: 'two\nlines' }] },
  });
});

test('writes no trace where the project is not known', async (t) => {
  const { log, output } = opened({ projectId: O.none });
  await log.write(entry)();

  t.notRegex(output(), /trace|spanId/);
});

test('gives each entry without an id of its own another', async (t) => {
  const { log, output } = opened();
  const { severity, message, timestamp, trace } = entry;
  const withoutId = { severity, message, timestamp, trace };
  await log.write(withoutId)();
  await log.write(withoutId)();
  const ids = output()
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as Record<string, string>)['logging.googleapis.com/insertId']);

  t.is(new Set(ids).size, 2);
});

// C0, DEL, C1, the line breaks of Unicode, and what changes the direction of a text.
const unsafe = '\u0000\u0007\u001b[31m\u007f\u0085\u009b31m\u2028\u2029\u061c\u200e\u200f\u202a\u202e\u2066\u2069';
const unsafeCharacter = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u;

test('writes one line without a character that changes the terminal, whatever a text holds', async (t) => {
  const { log, output } = opened();
  const message = `a\r\nb${unsafe}c`;
  const payload = { rawBody: message, [message]: message };
  await log.write({ ...entry, message, payload })();

  t.notRegex(output().slice(0, -1), unsafeCharacter);
  const { message: written, rawBody } = JSON.parse(output()) as Record<string, string>;
  t.deepEqual({ written, rawBody }, { written: message, rawBody: message });
});

test('writes one line for a person without a character that changes the terminal, whatever a text holds', async (t) => {
  const { log, output } = opened({ format: 'pretty' });
  const message = `a\r\nb${unsafe}c\n`;
  await log.write({ ...entry, message, payload: { rawBody: message, [message]: message } })();

  const styles = ['\u001b[2m', '\u001b[22m', '\u001b[36m', '\u001b[39m'];
  const unstyled = styles.reduce((text, style) => text.replaceAll(style, ''), output());
  t.notRegex(unstyled.slice(0, -1), unsafeCharacter);
});

for (const severity of ['DEBUG', 'INFO', 'NOTICE', 'WARNING', 'ERROR', 'CRITICAL'] satisfies Severity[]) {
  test(`keeps the severity ${severity}`, async (t) => {
    const { log, output } = opened();
    await log.write({ ...entry, severity })();

    t.is((JSON.parse(output()) as Record<string, string>)['severity'], severity);
  });
}

test('leaves out what is about us and below the level, and never anything else', async (t) => {
  const { log, output } = opened({ level: 'warning' });
  await log.writeOperational({ ...entry, severity: 'INFO', message: 'left out' })();
  await log.writeOperational({ ...entry, severity: 'WARNING', message: 'told' })();
  await log.write({ ...entry, severity: 'INFO', message: 'an event' })();

  t.deepEqual(
    [...output().matchAll(/"message":"([^"]*)"/g)].map(([, message]) => message),
    ['told', 'an event'],
  );
});

test('writes what has a reason whatever the level, as metrics and alerts read it', async (t) => {
  const { log, output } = opened({ level: 'emerg' });
  await log.writeOperational({ ...entry, severity: 'WARNING', payload: { reason: 'invalid_auth' } })();
  await log.writeOperational({ ...entry, severity: 'CRITICAL', payload: {} })();

  t.regex(output(), /^.*"reason":"invalid_auth".*\n$/);
});

test('writes a coloured line for a person', async (t) => {
  const { log, output } = opened({ format: 'pretty' });
  await log.write(entry)();

  t.regex(output(), /^\S*\d\d:\d\d:\d\d\S* \S*NOTICE *\S* GitHub incident "Delays": resolved\n$/);
});

test('says that an entry was not written where the destination is closed', async (t) => {
  const { log, failures } = opened({ error: new Error('closed') });

  t.deepEqual(await log.write(entry)(), E.left({ _tag: 'WriteFailed' }));
  t.is(failures(), 1);
});

test('says that an entry was not written where JSON cannot hold it, and goes on', async (t) => {
  const { log, output, failures } = opened();

  t.deepEqual(await log.write({ ...entry, payload: { big: 1n } })(), E.left({ _tag: 'WriteFailed' }));
  t.deepEqual(await log.write(entry)(), E.right(undefined));
  t.is(failures(), 1);
  t.is(output().match(/\n/g)?.length, 1);
});
