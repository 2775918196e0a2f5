import type * as TE from 'fp-ts/lib/TaskEither.js';
import { type ListenError, serve, type Serving } from '../../http/serve.ts';
import { type ProgramContext, runProgram } from '../../runtime/run-program.ts';
import { serverTimeouts } from '../../runtime/server-timeouts.ts';
import { slackTarget } from '../../slack/slack-target.ts';
import { app } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { handlePush } from './handle-push.ts';

const now = (): Date => new Date();

const serveAnnouncer = (
  { rules, slack, port }: Config,
  { log, reportDefect }: ProgramContext,
): TE.TaskEither<ListenError, Serving> =>
  serve(serverTimeouts)(
    app({ handle: handlePush({ target: slackTarget({ now })(rules, slack), log }), reportDefect, now }),
    port,
  );

void runProgram({ process, now, readConfig, serve: serveAnnouncer })();
