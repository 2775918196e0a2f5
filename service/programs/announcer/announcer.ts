import { pipe } from 'fp-ts/lib/function.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { checkInBackground } from '../../announcing/check-target.ts';
import type { Program, ProgramContext } from '../../runtime/program.ts';
import { openTarget } from '../../targets/open-target.ts';
import { app } from './app.ts';
import type { Config } from './config.ts';
import { handlePush } from './handle-push.ts';

/** The announcer, composed of its settings and its effects. */
export const announcer = (
  { target: config, boardUrl, isOnCloudRun }: Config,
  { now, log, reportDefect }: ProgramContext,
): TE.TaskEither<never, Program> =>
  pipe(
    TE.fromTask(openTarget({ now, boardUrl, onlyPublic: isOnCloudRun })(config)),
    TE.map((target) => ({
      app: app({ target: target.name, handle: handlePush({ target, log, now }), reportDefect, now }),
      onListening: T.fromIO(checkInBackground({ target, log, reportDefect })),
      describe: () => `Push endpoint: /announce. Announces to ${target.name}`,
      drain: () => T.of(undefined),
    })),
  );
