import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { occurredAt } from '../../domain/event-times.ts';
import { eventVersion } from '../../domain/event-version.ts';
import { incidentOrder, notInFuture } from '../../domain/incident-order.ts';
import type { StatusEvent } from '../../domain/status-event.ts';
import { type Announce, announced, type Announcement, suppressed, type SuppressedBy } from '../announce.ts';
import type { AnnouncementError } from '../announcement-error.ts';
import { serializeByKey } from '../serialize-by-key.ts';
import { subjectKey } from './subject-key.ts';

/** What a target is given that posts over HTTP; each request ends within ten seconds unless it says otherwise. */
export type PostingDependencies = Readonly<{
  now: () => Date;
  /** The origin of the board, whose pages about incidents are linked. */
  boardUrl: O.Option<string>;
  /** Whether an address that is not public is refused. */
  onlyPublic: boolean;
  timeoutInMilliseconds?: number;
}>;

type Post = (event: StatusEvent, insertId: string | undefined) => TE.TaskEither<AnnouncementError, void>;

type Dependencies = Readonly<{
  post: Post;
  suppressedBy: SuppressedBy<StatusEvent>;
  now: () => Date;
  /** How many incidents and components are remembered: those that were announced last. */
  maxRemembered?: number;
}>;

type Version = Readonly<{ order: string; version: string }>;

const isUnchanged = (event: StatusEvent): boolean =>
  event.kind === 'component' && event.component.oldStatus === event.component.newStatus;

const orderOf = (event: StatusEvent, now: Date): string =>
  event.kind === 'component' ? notInFuture(occurredAt(event), now) : incidentOrder(event, now);

const versionOf = (event: StatusEvent, now: Date): Version => ({
  order: orderOf(event, now),
  version: JSON.stringify(eventVersion(event)),
});

/** What came of comparing an event with the newest version that was announced. */
const comparedTo = (newest: Version, { order, version }: Version): O.Option<Announcement> => {
  if (version === newest.version) return O.some({ _tag: 'Duplicate' });
  // Without a time nobody knows which of two is newer.
  return order !== '' && order < newest.order ? O.some({ _tag: 'Superseded' }) : O.none;
};

/**
 * Announces by a target that cannot be asked what it shows already. The newest version of each incident and component that
 * it accepted is remembered, in memory only: neither that version nor an older one is posted again. Rules do not apply to what
 * was announced before, so that it is followed to its end. The events of an incident are announced one after another.
 */
export const announceOnce = ({ post, suppressedBy, now, maxRemembered = 10_000 }: Dependencies): Announce => {
  const inOrder = serializeByKey();
  const announcedVersions = new Map<string, Version>();

  const remember = (key: string, version: Version): void => {
    announcedVersions.delete(key);
    announcedVersions.set(key, version);
    const [oldest] = announcedVersions.keys();
    if (oldest !== undefined && announcedVersions.size > maxRemembered) announcedVersions.delete(oldest);
  };

  const notToPost = (event: StatusEvent, key: string, version: Version): O.Option<Announcement> => {
    if (isUnchanged(event)) return O.some({ _tag: 'Unchanged' });
    const newest = announcedVersions.get(key);
    return newest === undefined ? pipe(suppressedBy(event), O.map(suppressed)) : comparedTo(newest, version);
  };

  const postAndRemember = (event: StatusEvent, insertId: string | undefined, key: string, version: Version) =>
    pipe(
      post(event, insertId),
      TE.map((): Announcement => {
        remember(key, version);
        return announced;
      }),
    );

  return (event, insertId) => {
    const key = subjectKey(event);
    return inOrder(
      key,
      pipe(
        TE.fromIO(() => versionOf(event, now())),
        TE.chain((version) =>
          pipe(
            notToPost(event, key, version),
            O.match(
              () => postAndRemember(event, insertId, key, version),
              (outcome) => TE.right(outcome),
            ),
          ),
        ),
      ),
    );
  };
};
