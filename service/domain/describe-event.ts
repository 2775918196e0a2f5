import { statusChange } from './status-change.ts';
import type { AffectedComponent, StatusEvent } from './status-event.ts';

const maxComponentsNamed = 10;

const affected = (components: ReadonlyArray<AffectedComponent>): string => {
  if (components.length === 0) return '';
  const names = components.slice(0, maxComponentsNamed).map(({ id, name }) => name ?? id ?? 'unnamed');
  const rest = components.length - names.length;
  return rest > 0 ? ` (${names.join(', ')} and ${rest} more)` : ` (${names.join(', ')})`;
};

/** The provider, marked where the event is only a rehearsal: for whoever must not take it for an outage. */
export const markedProvider = ({ provider, rehearsal }: Pick<StatusEvent, 'provider' | 'rehearsal'>): string =>
  rehearsal === true ? `Rehearsal: ${provider}` : provider;

/** One readable line: `GitHub incident "Delays": identified, impact minor (Actions, Pages)`. */
export const describeEvent = (event: StatusEvent): string => {
  switch (event.kind) {
    case 'incident':
    case 'maintenance': {
      const { kind, incident, components } = event;
      const impact = incident.impact === undefined ? '' : `, impact ${incident.impact}`;
      return `${markedProvider(event)} ${kind} "${incident.name}": ${incident.status}${impact}${affected(components)}`;
    }
    case 'component': {
      const { component } = event;
      return `${markedProvider(event)} component "${component.name ?? component.id}": ${statusChange(component)}`;
    }
  }
};
