import { statusChange } from './status-change.ts';
import type { AffectedComponent, StatusEvent } from './status-event.ts';

const maxComponentsNamed = 10;

const affected = (components: ReadonlyArray<AffectedComponent>): string => {
  if (components.length === 0) return '';
  const names = components.slice(0, maxComponentsNamed).map(({ id, name }) => name ?? id ?? 'unnamed');
  const rest = components.length - names.length;
  return rest > 0 ? ` (${names.join(', ')} and ${rest} more)` : ` (${names.join(', ')})`;
};

/** One readable line: `GitHub incident "Delays": identified, impact minor (Actions, Pages)`. */
export const describeEvent = (event: StatusEvent): string => {
  switch (event.kind) {
    case 'incident':
    case 'maintenance': {
      const { kind, provider, incident, components } = event;
      const impact = incident.impact === undefined ? '' : `, impact ${incident.impact}`;
      return `${provider} ${kind} "${incident.name}": ${incident.status}${impact}${affected(components)}`;
    }
    case 'component': {
      const { provider, component } = event;
      return `${provider} component "${component.name ?? component.id}": ${statusChange(component)}`;
    }
  }
};
