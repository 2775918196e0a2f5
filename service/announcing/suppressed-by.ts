import * as O from 'fp-ts/lib/Option.js';
import { type Impact, impactOfComponentStatus, isLessThan } from '../domain/impact.ts';
import type { ComponentEvent, IncidentEvent, StatusEvent } from '../domain/status-event.ts';

/** A rule is named after its setting. */
export type Rule = 'ANNOUNCE_MIN_IMPACT' | 'ANNOUNCE_MAINTENANCE' | 'ANNOUNCE_COMPONENTS' | 'ANNOUNCE_ROUTES';

export type Rules = Readonly<{
  minImpact: Impact;
  maintenance: boolean;
  /** Names or ids in lower case; an empty set means all components. */
  components: ReadonlySet<string>;
}>;

const namesWatchedComponent = ({ components }: Rules, names: ReadonlyArray<string | undefined>): boolean =>
  components.size === 0 || names.some((name) => name !== undefined && components.has(name.toLowerCase()));

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
  const { id, name } = event.component;
  return namesWatchedComponent(rules, [id, name]) ? O.none : O.some('ANNOUNCE_COMPONENTS');
};

const incidentSuppressedBy = (rules: Rules, { kind, incident, components }: IncidentEvent): O.Option<Rule> => {
  if (kind === 'maintenance' && !rules.maintenance) {
    return O.some('ANNOUNCE_MAINTENANCE');
  }
  if (kind === 'incident' && isLessThan(incident.impact, rules.minImpact)) {
    return O.some('ANNOUNCE_MIN_IMPACT');
  }
  const names = components.flatMap(({ id, name }) => [id, name]);
  // An incident that names no component concerns the whole page.
  return components.length === 0 || namesWatchedComponent(rules, names) ? O.none : O.some('ANNOUNCE_COMPONENTS');
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
