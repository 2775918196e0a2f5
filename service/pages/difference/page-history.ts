import * as O from 'fp-ts/lib/Option.js';
import { editedAt, occurredAt } from '../../domain/event-times.ts';
import type { PageState } from '../../domain/page-state.ts';
import type {
  Recorded,
  RecordedComponent,
  RecordedEvent,
  RecordedIncident,
  RecordedPageState,
} from '../../history/recorded.ts';

/** What was recorded of one page, without what was only sent to try things out. */
export type PageHistory = Readonly<{
  lastState: O.Option<RecordedPageState>;
  incidents: ReadonlyArray<RecordedIncident>;
  components: ReadonlyArray<RecordedComponent>;
  /** In UTC; the vendor's time where it is known. */
  firstWebhookAt: string | undefined;
  lastWebhookAt: string | undefined;
}>;

const isNewer = (left: Recorded, right: Recorded): boolean =>
  left.recordedAt.getTime() === right.recordedAt.getTime()
    ? left.insertId > right.insertId
    : left.recordedAt > right.recordedAt;

/** The state that was recorded last of those that `belongs` takes. */
export const newestState = (
  history: ReadonlyArray<Recorded>,
  belongs: (state: PageState) => boolean,
): O.Option<RecordedPageState> =>
  O.fromNullable(
    history.reduce<RecordedPageState | undefined>(
      (newest, it) =>
        it._tag === 'PageState' && belongs(it.state) && (newest === undefined || isNewer(it, newest)) ? it : newest,
      undefined,
    ),
  );

const happenedAt = ({ event, timestamp }: RecordedEvent): string => occurredAt(event) ?? timestamp.toISOString();

const sorted = (times: ReadonlyArray<string | undefined>): ReadonlyArray<string> =>
  times.filter((time) => time !== undefined).toSorted();

const timeOf = ({ event, recordedAt }: RecordedIncident): string => editedAt(event) ?? recordedAt.toISOString();

const isNewerVersion = (left: RecordedIncident, right: RecordedIncident): boolean =>
  timeOf(left) === timeOf(right) ? left.insertId > right.insertId : timeOf(left) > timeOf(right);

/** The newest version of each incident by its id. */
export const newestVersions = ({ incidents }: PageHistory): ReadonlyMap<string, RecordedIncident> =>
  incidents.reduce((byId, recorded) => {
    const { id } = recorded.event.incident;
    const other = byId.get(id);
    return other === undefined || isNewerVersion(recorded, other) ? byId.set(id, recorded) : byId;
  }, new Map<string, RecordedIncident>());

/** `pageId` is the page's own id. */
export const pageHistory = (history: ReadonlyArray<Recorded>, pageId: string): PageHistory => {
  const events = history.filter(
    (it): it is RecordedEvent => it._tag === 'Event' && it.event.page.id === pageId && it.event.rehearsal !== true,
  );
  const lastState = newestState(history, ({ id }) => id === pageId);
  const state = O.isSome(lastState) ? lastState.value.state : undefined;
  const webhooks = events.filter(({ via }) => via === 'webhook').map(happenedAt);
  return {
    lastState,
    incidents: events.flatMap(({ event, ...rest }) => (event.kind === 'component' ? [] : [{ ...rest, event }])),
    components: events.flatMap(({ event, ...rest }) => (event.kind === 'component' ? [{ ...rest, event }] : [])),
    firstWebhookAt: sorted([state?.firstWebhookAt, ...webhooks])[0],
    lastWebhookAt: sorted([state?.lastWebhookAt, ...webhooks]).at(-1),
  };
};
