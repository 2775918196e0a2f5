import * as O from 'fp-ts/lib/Option.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { IncidentEvent, IncidentUpdate } from '../domain/status-event.ts';
import { announced, type Announcement, type HoldBack } from './announce.ts';
import { incidentCourse } from './incident-course.ts';
import { incidentMessage } from './incident-message.ts';
import { pageOf, type ThreadMarker, threadMarker, type UpdateMarker, updateMarker } from './marker.ts';
import { readBack, type ReadBack } from './read-back.ts';
import { readThread } from './read-thread.ts';
import type { Posted, SlackApi } from './slack-api.ts';
import type { SlackError } from './slack-error.ts';
import { updateMessage } from './update-message.ts';

type Dependencies = Readonly<{
  slack: SlackApi;
  now: () => Date;
  holdBack: HoldBack<IncidentEvent>;
}>;

type Thread = Posted & Readonly<{ marker: ThreadMarker }>;

// The workspace may forbid to edit what is older than some minutes; the update itself is in the thread.
const uneditable: ReadonlySet<string> = new Set(['edit_window_closed', 'cant_update_message']);

const isThreadOf =
  (event: IncidentEvent) =>
  (posted: Posted): posted is Thread =>
    posted.marker.event_type === 'statuswatch_incident' &&
    posted.marker.event_payload.page === pageOf(event) &&
    posted.marker.event_payload.incident === event.incident.id;

// Where a page lists no update, the status is the news.
const oldestFirst = ({ incident, updates }: IncidentEvent): ReadonlyArray<IncidentUpdate> =>
  RA.isNonEmpty(updates)
    ? updates.toReversed()
    : [
        {
          id: undefined,
          status: incident.status,
          body: undefined,
          createdAt: incident.updatedAt,
          updatedAt: undefined,
          displayAt: undefined,
          components: [],
        },
      ];

const startedBefore = (event: IncidentEvent, since: Date): boolean => {
  const { startedAt } = incidentCourse(event);
  const createdAt = event.incident.createdAt ?? startedAt;
  return createdAt !== undefined && Date.parse(createdAt) < since.getTime();
};

const reply =
  (slack: SlackApi, channel: string, thread: string, present: ReadonlyArray<Posted>) =>
  (update: IncidentUpdate, marker: UpdateMarker): TE.TaskEither<SlackError, unknown> => {
    const { event_payload: payload } = marker;
    const earlier = present.find(
      ({ marker: { event_type, event_payload } }) =>
        event_type === 'statuswatch_update' && event_payload.update === payload.update,
    );
    return earlier === undefined
      ? slack.post(channel, updateMessage(update), marker, O.some(thread))
      : earlier.marker.event_payload.version < payload.version
        ? slack.edit(channel, earlier.ts, updateMessage(update), marker)
        : TE.right(undefined);
  };

const replyWithUpdates =
  (slack: SlackApi, channel: string) =>
  (event: IncidentEvent, thread: string, present: ReadonlyArray<Posted>): TE.TaskEither<SlackError, Announcement> =>
    pipe(
      oldestFirst(event),
      TE.traverseSeqArray((update) => reply(slack, channel, thread, present)(update, updateMarker(event, update))),
      TE.map(() => announced),
    );

const start =
  ({ slack }: Dependencies, channel: string) =>
  (event: IncidentEvent, since: Date): TE.TaskEither<SlackError, Announcement> => {
    const isContinued = startedBefore(event, since);
    const message = incidentMessage(event, { isContinued });
    return pipe(
      slack.post(channel, message, threadMarker(event, message, { isContinued, named: [] }), O.none),
      TE.chain((thread) => replyWithUpdates(slack, channel)(event, thread, [])),
    );
  };

const editFirst =
  ({ slack }: Dependencies, channel: string) =>
  (event: IncidentEvent, { ts, marker: { event_payload: present } }: Thread): TE.TaskEither<SlackError, void> => {
    const isContinued = present.is_continued;
    const message = incidentMessage(event, { isContinued });
    const marker = threadMarker(event, message, { isContinued, named: present.components.map(({ key }) => key) });
    const { version, shown } = marker.event_payload;
    return version > present.version || (version === present.version && shown !== present.shown)
      ? pipe(
          slack.edit(channel, ts, message, marker),
          TE.orElse((error) =>
            error._tag === 'SlackRefused' && uneditable.has(error.reason) ? TE.right(undefined) : TE.left(error),
          ),
        )
      : TE.right(undefined);
  };

const follow =
  (dependencies: Dependencies, channel: string) =>
  (event: IncidentEvent, thread: Thread): TE.TaskEither<SlackError, Announcement> =>
    pipe(
      editFirst(dependencies, channel)(event, thread),
      TE.chain(() => readThread(dependencies.slack)(channel, thread)),
      TE.chain((present) => replyWithUpdates(dependencies.slack, channel)(event, thread.ts, present)),
    );

/**
 * One thread for an incident or a maintenance: the first message shows its present state and each update is one reply,
 * however often and in whatever order the events come. A thread once begun is followed to the end, whatever the rules.
 */
export const announceIncident =
  (dependencies: Dependencies) =>
  (event: IncidentEvent, channel: string): TE.TaskEither<SlackError, Announcement> =>
    pipe(
      readBack({ history: dependencies.slack.history, now: dependencies.now })(channel, RA.some(isThreadOf(event))),
      TE.chain(({ posted, since }: ReadBack) =>
        pipe(
          RA.findLast(isThreadOf(event))(posted),
          O.match(
            () =>
              pipe(
                dependencies.holdBack(event),
                O.match(
                  () => start(dependencies, channel)(event, since),
                  (rule) => TE.right<SlackError, Announcement>({ _tag: 'HeldBack', rule }),
                ),
              ),
            (thread) => follow(dependencies, channel)(event, thread),
          ),
        ),
      ),
    );
