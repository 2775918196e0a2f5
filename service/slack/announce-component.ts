import * as O from 'fp-ts/lib/Option.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import { occurredAt } from '../domain/event-times.ts';
import type { ComponentEvent } from '../domain/status-event.ts';
import { announced, type Announcement, type HoldBack } from './announce.ts';
import { componentMessage } from './component-message.ts';
import { type ComponentMarker, componentMarker } from './marker.ts';
import { readBack } from './read-back.ts';
import { readThread } from './read-thread.ts';
import type { Posted, SlackApi } from './slack-api.ts';
import type { SlackError } from './slack-error.ts';

type Dependencies = Readonly<{
  slack: SlackApi;
  now: () => Date;
  holdBack: HoldBack<ComponentEvent>;
}>;

// A page changes an incident and its components in one action and sends them seconds apart, in either order.
const nearInMilliseconds = 10 * 60 * 1000;

const tells =
  ({ event_payload: { page, component, update, version } }: ComponentMarker) =>
  ({ marker }: Posted): boolean =>
    marker.event_type === 'statuswatch_component' &&
    marker.event_payload.page === page &&
    marker.event_payload.component === component &&
    marker.event_payload.update === update &&
    marker.event_payload.version === version &&
    `${update}${version}` !== '';

const namesWhileOpen =
  ({ component }: ComponentEvent, page: string, happenedAt: number) =>
  ({ marker }: Posted): boolean => {
    if (marker.event_type !== 'statuswatch_incident' || marker.event_payload.page !== page) {
      return false;
    }
    const { started_at, ended_at, is_over, components } = marker.event_payload;
    const hasBegun = !(happenedAt < Date.parse(started_at) - nearInMilliseconds);
    const goesOn = !is_over || happenedAt < Date.parse(ended_at) + nearInMilliseconds;
    return hasBegun && goesOn && components.some(({ key }) => key === component.id || key === component.name);
  };

/** A component's change, once: in the thread of an incident that names it and is open then, else as a message of its own. */
export const announceComponent =
  ({ slack, now, holdBack }: Dependencies) =>
  (event: ComponentEvent, channel: string): TE.TaskEither<SlackError, Announcement> => {
    const marker = componentMarker(event);
    const isTold = RA.some(tells(marker));
    const happenedAt = new Date(occurredAt(event) ?? now()).getTime();
    const post = (thread: O.Option<string>): TE.TaskEither<SlackError, Announcement> =>
      pipe(
        slack.post(channel, componentMessage(event), marker, thread),
        TE.map(() => announced),
      );
    const postAlone = (): TE.TaskEither<SlackError, Announcement> =>
      pipe(
        holdBack(event),
        O.match(
          () => post(O.none),
          (rule) => TE.right({ _tag: 'HeldBack', rule }),
        ),
      );
    const postInThread = (threads: ReadonlyArray<Posted>): TE.TaskEither<SlackError, Announcement> =>
      pipe(
        threads,
        TE.traverseSeqArray((thread) => readThread(slack)(channel, thread)),
        TE.chain((replies) => (replies.some(isTold) ? TE.right(announced) : post(O.fromNullable(threads[0]?.ts)))),
      );

    return pipe(
      readBack({ history: slack.history, now })(channel, isTold),
      TE.chain(({ posted }) => {
        const threads = posted.filter(namesWhileOpen(event, marker.event_payload.page, happenedAt));
        return isTold(posted) ? TE.right(announced) : RA.isEmpty(threads) ? postAlone() : postInThread(threads);
      }),
    );
  };
