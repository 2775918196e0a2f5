import * as O from 'fp-ts/lib/Option.js';
import type { ComponentEvent, IncidentEvent, StatusEvent } from '../domain/status-event.ts';

type Impact = 'none' | 'minor' | 'major' | 'critical';

/** A rule is named after its setting. */
export type Rule = 'ANNOUNCE_MIN_IMPACT' | 'ANNOUNCE_MAINTENANCE' | 'ANNOUNCE_COMPONENTS' | 'ANNOUNCE_ROUTES';

export type Rules = Readonly<{
  minImpact: Impact;
  maintenance: boolean;
  /** In lower case; none is all. */
  components: ReadonlySet<string>;
}>;

const impacts: ReadonlyArray<string | undefined> = ['none', 'minor', 'major', 'critical'];

// As loud as the entry's severity: a recovery is as loud as what it recovers from.
const impactOfStatus: ReadonlyMap<string | undefined, Impact> = new Map([
  ['operational', 'none'],
  ['under_maintenance', 'none'],
  ['degraded_performance', 'minor'],
  ['partial_outage', 'minor'],
  ['major_outage', 'major'],
]);

const rank = (impact: string | undefined): number => impacts.indexOf(impact);

// What nobody knows is not held back.
const isBelow = (impact: string | undefined, minImpact: Impact): boolean =>
  rank(impact) >= 0 && rank(impact) < rank(minImpact);

const namesAWatchedComponent = ({ components }: Rules, names: ReadonlyArray<string | undefined>): boolean =>
  components.size === 0 || names.some((name) => name !== undefined && components.has(name.toLowerCase()));

const isMaintenance = ({ component: { oldStatus, newStatus } }: ComponentEvent): boolean =>
  newStatus === 'under_maintenance' || (oldStatus === 'under_maintenance' && newStatus === 'operational');

const isBelowMinImpact = ({ component: { oldStatus, newStatus } }: ComponentEvent, minImpact: Impact): boolean =>
  isBelow(impactOfStatus.get(newStatus), minImpact) &&
  (oldStatus === undefined || isBelow(impactOfStatus.get(oldStatus), minImpact));

const componentSuppressedBy = (rules: Rules, event: ComponentEvent): O.Option<Rule> =>
  isMaintenance(event) && !rules.maintenance
    ? O.some('ANNOUNCE_MAINTENANCE')
    : !isMaintenance(event) && isBelowMinImpact(event, rules.minImpact)
      ? O.some('ANNOUNCE_MIN_IMPACT')
      : namesAWatchedComponent(rules, [event.component.id, event.component.name])
        ? O.none
        : O.some('ANNOUNCE_COMPONENTS');

// An incident that names no component concerns the whole page.
const incidentSuppressedBy = (rules: Rules, { kind, incident, components }: IncidentEvent): O.Option<Rule> =>
  kind === 'maintenance' && !rules.maintenance
    ? O.some('ANNOUNCE_MAINTENANCE')
    : kind === 'incident' && isBelow(incident.impact, rules.minImpact)
      ? O.some('ANNOUNCE_MIN_IMPACT')
      : components.length === 0 ||
          namesAWatchedComponent(
            rules,
            components.flatMap(({ id, name }) => [id, name]),
          )
        ? O.none
        : O.some('ANNOUNCE_COMPONENTS');

/** The rule by which an event is not announced by itself, if any. */
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
