import * as O from 'fp-ts/lib/Option.js';
import { type Impact, impactOfComponentStatus, isLessThan } from '../domain/impact.ts';
import type { AffectedComponent, ComponentEvent, IncidentEvent, StatusEvent } from '../domain/status-event.ts';

/** A rule is named after its setting. */
export type Rule = 'ANNOUNCE_MIN_IMPACT' | 'ANNOUNCE_MAINTENANCE' | 'ANNOUNCE_COMPONENTS' | 'ANNOUNCE_ROUTES';

export type Rules = Readonly<{
  minImpact: Impact;
  maintenance: boolean;
  /** Names or ids in lower case; an empty set means all components. */
  components: ReadonlySet<string>;
}>;

type Watched = Rules['components'];

/** Whether a component is watched, by its id or its name. */
export const isWatchedComponent = (watched: Watched, { id, name }: Pick<AffectedComponent, 'id' | 'name'>): boolean =>
  watched.size === 0 || [id, name].some((text) => text !== undefined && watched.has(text.toLowerCase()));

/** Whether an incident concerns a watched component. One that names none concerns the whole page. */
export const concernsWatchedComponent = (
  watched: Watched,
  { components }: Pick<IncidentEvent, 'components'>,
): boolean => components.length === 0 || components.some((component) => isWatchedComponent(watched, component));

const isMaintenance = ({ component: { oldStatus, newStatus } }: ComponentEvent): boolean =>
  newStatus === 'under_maintenance' || (oldStatus === 'under_maintenance' && newStatus === 'operational');

// A recovery counts as much as the outage that it ends.
const isBelowMinImpact = ({ component: { oldStatus, newStatus } }: ComponentEvent, minImpact: Impact): boolean =>
  [newStatus, oldStatus ?? newStatus].every((status) => isLessThan(impactOfComponentStatus(status), minImpact));

const componentSuppressedBy = (rules: Rules, event: ComponentEvent): O.Option<Rule> => {
  if (isMaintenance(event) && !rules.maintenance) {
    return O.some('ANNOUNCE_MAINTENANCE');
  }
  if (!isMaintenance(event) && isBelowMinImpact(event, rules.minImpact)) {
    return O.some('ANNOUNCE_MIN_IMPACT');
  }
  return isWatchedComponent(rules.components, event.component) ? O.none : O.some('ANNOUNCE_COMPONENTS');
};

const incidentSuppressedBy = (rules: Rules, event: IncidentEvent): O.Option<Rule> => {
  const { kind, incident } = event;
  if (kind === 'maintenance' && !rules.maintenance) {
    return O.some('ANNOUNCE_MAINTENANCE');
  }
  if (kind === 'incident' && isLessThan(incident.impact, rules.minImpact)) {
    return O.some('ANNOUNCE_MIN_IMPACT');
  }
  return concernsWatchedComponent(rules.components, event) ? O.none : O.some('ANNOUNCE_COMPONENTS');
};

/** The rule that suppresses an event, if any. */
export const suppressedBy =
  (rules: Rules) =>
  (event: StatusEvent): O.Option<Rule> => {
    switch (event.kind) {
      case 'incident':
      case 'maintenance':
        return incidentSuppressedBy(rules, event);
      case 'component':
        return componentSuppressedBy(rules, event);
    }
  };
