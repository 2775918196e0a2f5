import type * as TE from 'fp-ts/lib/TaskEither.js';
import { type ListenError, serve, type Serving } from '../http/serve.ts';
import { limits } from '../program/limits.ts';
import { type Life, runProgram } from '../program/run-program.ts';
import { openAnnouncer } from '../slack/open-announcer.ts';
import { app } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { handlePush } from './handle-push.ts';

const now = (): Date => new Date();

const serveAnnouncer = (
  { announcing, port }: Config,
  { tell, reportDefect }: Life,
): TE.TaskEither<ListenError, Serving> =>
  serve(limits)(
    app({ handle: handlePush({ announce: openAnnouncer({ now })(announcing), tell }), reportDefect, now }),
    port,
  );

void runProgram({ process, now, readConfig, serve: serveAnnouncer })();
