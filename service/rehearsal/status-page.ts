import { pipe } from 'fp-ts/lib/function.js';
import type { IO } from 'fp-ts/lib/IO.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';

export type ComponentStatus =
  'operational' | 'degraded_performance' | 'partial_outage' | 'major_outage' | 'under_maintenance';

type Component = Readonly<{ id: string; name: string; position: number; createdAt: Date }>;

type ComponentChange = Readonly<{
  id: string;
  component: Component;
  at: Date;
  oldStatus: ComponentStatus;
  newStatus: ComponentStatus;
}>;

type Update = Readonly<{
  id: string;
  step: IncidentStep;
  at: Date;
  updatedAt: Date;
  body: string;
  changes: ReadonlyArray<ComponentChange>;
}>;

export type ComponentStatuses = Readonly<Record<string, ComponentStatus>>;

export type IncidentStep = Readonly<{
  status: string;
  impact: 'none' | 'minor' | 'major' | 'critical' | 'maintenance';
  body: string;
  /** What the update says after it was edited, which sends the incident once more. */
  editedBody?: string;
  components: ComponentStatuses;
}>;

export type ScenarioContext = Readonly<{ now: Date; newId: IO<string>; pageId: string; burstSize: number }>;

export type PageDelivery = Readonly<{ label: string; payload: Readonly<Record<string, unknown>> }>;

const host = 'status.example.com';
const documentation = 'https://help.statuspage.io/knowledge_base/topics/webhook-notifications';
const stepInMilliseconds = 120_000;
const changeInMilliseconds = 1_000;
const editInMilliseconds = stepInMilliseconds / 2;
const componentAgeInMilliseconds = 365 * 86_400_000;

const after = (time: Date, milliseconds: number) => new Date(time.getTime() + milliseconds);

const indicators: ReadonlyArray<readonly [ComponentStatus, string, string]> = [
  ['major_outage', 'major', 'Partial System Outage'],
  ['partial_outage', 'minor', 'Minor Service Outage'],
  ['degraded_performance', 'minor', 'Partially Degraded Service'],
  ['under_maintenance', 'maintenance', 'Service Under Maintenance'],
  ['operational', 'none', 'All Systems Operational'],
];

const pageOf = (id: string, changes: ReadonlyArray<ComponentChange>) =>
  pipe(
    indicators,
    RA.findFirst(([status]) => changes.some(({ newStatus }) => newStatus === status)),
    O.match(
      () => ({ id }),
      ([, status_indicator, status_description]) => ({ id, status_indicator, status_description }),
    ),
  );

const componentOf = (pageId: string, updatedAt: Date, { component, newStatus }: ComponentChange) => ({
  status: newStatus,
  name: component.name,
  created_at: component.createdAt,
  updated_at: updatedAt,
  position: component.position,
  description: null,
  showcase: true,
  start_date: null,
  id: component.id,
  page_id: pageId,
  group_id: null,
});

const affectedComponentOf = ({ component, oldStatus, newStatus }: ComponentChange) => ({
  code: component.id,
  name: component.name,
  old_status: oldStatus,
  new_status: newStatus,
});

const incidentUpdateOf = (incidentId: string, { id, step, at, updatedAt, body, changes }: Update) => ({
  status: step.status,
  body,
  created_at: at,
  wants_twitter_update: false,
  twitter_updated_at: null,
  updated_at: updatedAt,
  display_at: at,
  affected_components: step.status === 'postmortem' ? null : changes.map(affectedComponentOf),
  deliver_notifications: true,
  custom_tweet: null,
  tweet_id: null,
  id,
  incident_id: incidentId,
});

const changesOf =
  ({ now, newId }: ScenarioContext) =>
  (steps: ReadonlyArray<ComponentStatuses>): ReadonlyArray<ReadonlyArray<ComponentChange>> => {
    const components = [...new Set(steps.flatMap(Object.keys))].map((name, index) => ({
      id: newId(),
      name,
      position: index + 1,
      createdAt: after(now, -componentAgeInMilliseconds),
    }));
    // Many components change faster, so that all have changed before the next step.
    const interval = Math.min(changeInMilliseconds, Math.floor(editInMilliseconds / (components.length + 1)));
    const statusAt = (index: number, name: string): ComponentStatus => steps[index]?.[name] ?? 'operational';
    return steps.map((_, index) =>
      components.map((component, place) => ({
        id: newId(),
        component,
        at: after(now, (index - steps.length) * stepInMilliseconds + (place + 1) * interval),
        oldStatus: statusAt(index - 1, component.name),
        newStatus: statusAt(index, component.name),
      })),
    );
  };

const timeOf = (updates: ReadonlyArray<Update>, ...statuses: ReadonlyArray<string>): Date | null =>
  updates.find(({ step }) => statuses.includes(step.status))?.at ?? null;

const unsubscribeLink = (code: string) => `http://${host}/?unsubscribe=${code}`;

const componentDelivery =
  (pageId: string, code: string, pageChanges: ReadonlyArray<ComponentChange>) =>
  (change: ComponentChange): PageDelivery => ({
    label: `component "${change.component.name}" from ${change.oldStatus} to ${change.newStatus}`,
    payload: {
      meta: { unsubscribe: unsubscribeLink(code), documentation, generated_at: change.at, rehearsal: true },
      page: pageOf(pageId, pageChanges),
      component: componentOf(pageId, change.at, change),
      component_update: {
        old_status: change.oldStatus,
        new_status: change.newStatus,
        created_at: change.at,
        component_type: 'Component',
        id: change.id,
        component_id: change.component.id,
      },
    },
  });

const edited = (update: Update): Update =>
  update.step.editedBody === undefined
    ? update
    : { ...update, body: update.step.editedBody, updatedAt: after(update.at, editInMilliseconds) };

const isChange = ({ oldStatus, newStatus }: ComponentChange) => oldStatus !== newStatus;

/** The deliveries of components whose status is changed without an incident; the last is before `now`. */
export const componentDeliveries =
  (steps: ReadonlyArray<ComponentStatuses>) =>
  (context: ScenarioContext): ReadonlyArray<PageDelivery> => {
    const code = context.newId();
    return pipe(
      steps,
      changesOf(context),
      RA.chain((changes) => changes.filter(isChange).map(componentDelivery(context.pageId, code, changes))),
    );
  };

/**
 * The deliveries of an incident or maintenance; the last is before `now`. Each step sends the incident with all its updates,
 * newest first, then each component whose status changed, then the incident again if its update was edited. A component
 * that a step does not name is operational.
 */
export const incidentDeliveries =
  (name: string, steps: ReadonlyArray<IncidentStep>) =>
  (context: ScenarioContext): ReadonlyArray<PageDelivery> => {
    const { now, newId, pageId } = context;
    const code = newId();
    const incidentId = newId();
    const changes = changesOf(context)(steps.map(({ components }) => components));
    const updates = steps.map((step, index) => ({
      id: newId(),
      step,
      at: after(now, (index - steps.length) * stepInMilliseconds),
      updatedAt: after(now, (index - steps.length) * stepInMilliseconds),
      body: step.body,
      changes: changes[index] ?? [],
    }));
    const createdAt = after(now, -steps.length * stepInMilliseconds);
    const scheduledFor = timeOf(updates, 'in_progress');

    const incidentDelivery = (update: Update, history: ReadonlyArray<Update>): PageDelivery => ({
      label: `"${name}" ${update.step.status}${update.updatedAt > update.at ? ', edited' : ''}`,
      payload: {
        meta: { unsubscribe: unsubscribeLink(code), documentation, generated_at: update.updatedAt, rehearsal: true },
        page: pageOf(pageId, update.changes),
        incident: {
          name,
          status: update.step.status,
          created_at: createdAt,
          updated_at: update.updatedAt,
          monitoring_at: timeOf(history, 'monitoring'),
          resolved_at: timeOf(history, 'resolved', 'completed'),
          started_at: scheduledFor ?? createdAt,
          impact: update.step.impact,
          shortlink: `https://${host}/incidents/${incidentId}`,
          postmortem_ignored: false,
          postmortem_body: history.find(({ step }) => step.status === 'postmortem')?.step.body ?? null,
          postmortem_body_last_updated_at: timeOf(history, 'postmortem'),
          postmortem_published_at: timeOf(history, 'postmortem'),
          postmortem_notified_subscribers: timeOf(history, 'postmortem') !== null,
          postmortem_notified_twitter: false,
          backfilled: false,
          scheduled_for: scheduledFor,
          scheduled_until: timeOf(updates, 'completed'),
          scheduled_remind_prior: false,
          scheduled_reminded_at: null,
          impact_override: null,
          scheduled_auto_in_progress: false,
          scheduled_auto_completed: false,
          id: incidentId,
          page_id: pageId,
          incident_updates: RA.reverse(history).map((past) => incidentUpdateOf(incidentId, past)),
          components: update.changes.map((change) => componentOf(pageId, update.at, change)),
        },
      },
    });

    return updates.flatMap((update, index) => {
      const past = updates.slice(0, index).map(edited);
      const editedUpdate = edited(update);
      return [
        incidentDelivery(update, [...past, update]),
        ...update.changes.filter(isChange).map(componentDelivery(pageId, code, update.changes)),
        ...(editedUpdate === update ? [] : [incidentDelivery(editedUpdate, [...past, editedUpdate])]),
      ];
    });
  };
