import { optionalId, optionalLine } from '../domain/plain-text.ts';
import type { AffectedComponent } from '../domain/status-event.ts';
import type { WireAffectedComponent, WireIncidentComponent } from './wire.ts';

// Statuspage sends one element with this name where no component is affected.
const noComponents = 'No components were affected by this update.';

/** The components that an update names, without elements that have neither an id nor a name. */
export const affectedByUpdate = (
  components: ReadonlyArray<WireAffectedComponent> | null | undefined,
): ReadonlyArray<AffectedComponent> =>
  (components ?? [])
    .filter(({ code, name }) => (code ?? null) !== null || (name ?? noComponents) !== noComponents)
    .map(({ code, name, old_status, new_status }) => ({
      id: optionalId(code),
      name: optionalLine(name),
      oldStatus: optionalLine(old_status),
      newStatus: optionalLine(new_status),
    }));

const keyOf = ({ id, name }: AffectedComponent): string => id ?? name ?? '';

/**
 * The components of an incident in their present state: those that the incident lists or, where it lists none, those that
 * its updates name.
 */
export const affectedByIncident = (
  listed: ReadonlyArray<WireIncidentComponent> | null | undefined,
  newestFirst: ReadonlyArray<ReadonlyArray<AffectedComponent>>,
): ReadonlyArray<AffectedComponent> => {
  const lastChanges = new Map(
    newestFirst
      .toReversed()
      .flat()
      .map((component) => [keyOf(component), component]),
  );
  const components = (listed ?? [])
    .filter(({ id, name }) => (id ?? name ?? null) !== null)
    .map(({ id, name, status }) => {
      const change = lastChanges.get(optionalId(id) ?? optionalLine(name) ?? '');
      return {
        id: optionalId(id),
        name: optionalLine(name) ?? change?.name,
        oldStatus: change?.oldStatus,
        newStatus: optionalLine(status) ?? change?.newStatus,
      };
    });
  return components.length > 0 ? components : [...lastChanges.values()];
};
