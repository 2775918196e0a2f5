import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { BodyError } from '../http/read-body.ts';
import type { Announce, Announcement } from '../slack/announce.ts';
import { describeAnnouncement } from '../slack/describe-announcement.ts';
import type { SlackError } from '../slack/slack-error.ts';
import type { Life } from '../program/run-program.ts';
import { decodePush, type PushedEvent, type Unannounceable } from './decode-push.ts';

export type PushError = BodyError | Unannounceable | SlackError;

type Dependencies = Readonly<{ announce: Announce; tell: Life['tell'] }>;

const decodeOrTell =
  ({ tell }: Dependencies) =>
  (body: Buffer): TE.TaskEither<Unannounceable, PushedEvent> =>
    pipe(
      TE.fromEither(decodePush(body)),
      TE.orElseFirstTaskK(({ violations }) =>
        tell('ERROR', 'A message holds no status event and can never be announced', { violations }),
      ),
    );

const announceAndTell =
  ({ announce, tell }: Dependencies) =>
  ({ event, insertId }: PushedEvent): TE.TaskEither<SlackError, Announcement> =>
    pipe(
      announce(event),
      T.chainFirst((outcome) => {
        const { severity, message, payload } = describeAnnouncement(event, outcome);
        return tell(severity, message, {
          ...payload,
          ...(insertId !== undefined && { announced_insert_id: insertId }),
        });
      }),
    );

/** Done when Slack has the event, or a rule holds it back; what came of it is told in the log, never what was sent. */
export const handlePush =
  (dependencies: Dependencies) =>
  (body: TE.TaskEither<BodyError, Buffer>): TE.TaskEither<PushError, Announcement> =>
    pipe(body, TE.chainW(decodeOrTell(dependencies)), TE.chainW(announceAndTell(dependencies)));
