import test from 'ava';
import fc from 'fast-check';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { announced } from '../../service/announcing/announce.ts';
import { announceAndLog } from '../../service/announcing/announce-and-log.ts';
import { type AnnouncementError, refused, unavailable } from '../../service/announcing/announcement-error.ts';
import { incident } from '../helpers/rehearsed-events.ts';

type Attempt = Readonly<{ at: number; error: AnnouncementError | undefined }>;

const what = 'GitHub incident "Delays in Actions": investigating, impact minor (Actions)';

/** What is logged of attempts at times in seconds. */
const logged = async (attempts: ReadonlyArray<Attempt>) => {
  const entries: Readonly<{ severity: string; message: string; payload: unknown }>[] = [];
  const current = { at: 0, error: undefined as AnnouncementError | undefined };
  const announce = announceAndLog({
    target: {
      name: 'Slack',
      announce: () => (current.error === undefined ? TE.right(announced) : TE.left(current.error)),
    },
    log: (severity, message, payload) => () => {
      entries.push({ severity, message, payload });
      return Promise.resolve();
    },
    now: () => new Date(current.at * 1000),
  });
  for (const attempt of attempts) {
    Object.assign(current, attempt);
    await announce(incident, 'x')();
  }
  return entries;
};

const failing = (error: AnnouncementError, ...times: ReadonlyArray<number>): ReadonlyArray<Attempt> =>
  times.map((at) => ({ at, error }));

test('logs a failure that repeats once a minute, with a count, and the others at DEBUG without a reason', async (t) => {
  const message = `Slack refuses requests until this is fixed: invalid_auth; not announced yet: ${what}`;
  const fields = { announced_insert_id: 'x' };
  const repeated = { severity: 'DEBUG', message, payload: fields };
  t.deepEqual(await logged(failing(refused('invalid_auth'), 0, 1, 6, 59, 60, 61)), [
    { severity: 'ERROR', message, payload: { reason: 'invalid_auth', ...fields } },
    repeated,
    repeated,
    repeated,
    {
      severity: 'ERROR',
      message: `${message}; since the last such entry, 3 more attempts failed`,
      payload: { reason: 'invalid_auth', repetitions: 3, ...fields },
    },
    repeated,
  ]);
});

test('logs a failure for another reason at once', async (t) => {
  const entries = await logged([
    ...failing(refused('invalid_auth'), 0),
    ...failing(unavailable('HTTP 503'), 1),
    { at: 2, error: undefined },
    ...failing(refused('invalid_auth'), 3),
  ]);
  t.deepEqual(
    entries.map(({ severity }) => severity),
    ['ERROR', 'WARNING', 'DEBUG', 'DEBUG'],
  );
});

test('counts every failure, whatever they are and whenever they happen', async (t) => {
  const error = fc.constantFrom(refused('invalid_auth'), refused('not_in_channel'), unavailable('HTTP 503'), undefined);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ pause: fc.integer({ min: 0, max: 90 }), error })), async (steps) => {
      let at = 0;
      const attempts = steps.map((step) => ({ at: (at += step.pause), error: step.error }));
      // An hour later each is due.
      const last = [refused('invalid_auth'), refused('not_in_channel'), unavailable('HTTP 503')];
      const entries = await logged([...attempts, ...last.map((it) => ({ at: at + 3600, error: it }))]);
      const counted = entries
        .map(({ payload }) => payload as Readonly<{ reason?: string; repetitions?: number }>)
        .filter(({ reason }) => reason !== undefined)
        .reduce((sum, { repetitions = 0 }) => sum + 1 + repetitions, 0);
      t.is(counted, attempts.filter((attempt) => attempt.error !== undefined).length + last.length);
    }),
  );
});
