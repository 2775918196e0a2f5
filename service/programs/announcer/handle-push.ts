import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Announcement } from '../../announcing/announce.ts';
import { type AnnounceAndLog, announceAndLog, type Target } from '../../announcing/announce-and-log.ts';
import type { AnnouncementError } from '../../announcing/announcement-error.ts';
import type { BodyError } from '../../http/read-body.ts';
import type { LogOperational } from '../../logging/operational-entry.ts';
import { decodePush, type PushedEvent, type Unannounceable } from './decode-push.ts';

export type PushError = BodyError | Unannounceable | AnnouncementError;

type Dependencies = Readonly<{ target: Target; log: LogOperational; now: () => Date }>;

const decodeOrLog =
  ({ log }: Pick<Dependencies, 'log'>) =>
  (body: Buffer): TE.TaskEither<Unannounceable, PushedEvent> =>
    pipe(
      TE.fromEither(decodePush(body)),
      TE.orElseFirstTaskK(({ violations }) =>
        log('ERROR', 'A message holds no status event and can never be announced', {
          reason: 'not_a_status_event',
          violations,
        }),
      ),
    );

const announcePushed =
  (announce: AnnounceAndLog) =>
  ({ event, insertId }: PushedEvent): TE.TaskEither<AnnouncementError, Announcement> =>
    announce(event, insertId);

/** Succeeds once the target has the event or a rule suppressed it. Logs the outcome with the event's one-line description, or what makes a message undecodable. */
export const handlePush = (
  dependencies: Dependencies,
): ((body: TE.TaskEither<BodyError, Buffer>) => TE.TaskEither<PushError, Announcement>) => {
  const announce = announceAndLog(dependencies);
  return (body) => pipe(body, TE.chainW(decodeOrLog(dependencies)), TE.chainW(announcePushed(announce)));
};
