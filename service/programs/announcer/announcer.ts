import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { checkInBackground } from '../../announcing/check-target.ts';
import type { Program, ProgramContext } from '../../runtime/program.ts';
import { slackTarget } from '../../slack/slack-target.ts';
import { app } from './app.ts';
import type { Config } from './config.ts';
import { handlePush } from './handle-push.ts';

/** The announcer, composed of its settings and its effects. */
export const announcer = (
  { rules, slack, boardUrl }: Config,
  { now, log, reportDefect }: ProgramContext,
): TE.TaskEither<never, Program> => {
  const target = slackTarget({ now, boardUrl })(rules, slack);
  return TE.right({
    app: app({ handle: handlePush({ target, log, now }), reportDefect, now }),
    onListening: T.fromIO(checkInBackground({ target, log, reportDefect })),
    describe: () => 'Push endpoint: /announce',
    drain: () => T.of(undefined),
  });
};
