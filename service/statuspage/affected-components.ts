import { optionalLine, singleLine } from '../domain/plain-text.ts';
import type { AffectedComponent } from '../domain/status-event.ts';
import type { WireAffectedComponent, WireIncidentComponent } from './wire.ts';

// How Statuspage says that a list is empty.
const none = 'No components were affected by this update.';

/** The components that an update names; an element without an id and a name names nothing. */
export const affectedByUpdate = (
  components: ReadonlyArray<WireAffectedComponent> | null | undefined,
): ReadonlyArray<AffectedComponent> =>
  (components ?? [])
    .filter(({ code, name }) => (code ?? null) !== null || (name ?? none) !== none)
    .map(({ code, name, old_status, new_status }) => ({
      id: optionalLine(code),
      name: optionalLine(name),
      oldStatus: optionalLine(old_status),
      newStatus: optionalLine(new_status),
    }));

const keyOf = ({ id, name }: AffectedComponent): string => id ?? name ?? '';

/**
 * The components of an incident as they stand now: those that the incident lists, and where it lists none, those that
 * its updates name, as these last changed them.
 */
export const affectedByIncident = (
  listed: ReadonlyArray<WireIncidentComponent> | null | undefined,
  newestFirst: ReadonlyArray<ReadonlyArray<AffectedComponent>>,
): ReadonlyArray<AffectedComponent> => {
  const changes = newestFirst.reduceRight(
    (older, components) => components.reduce((soFar, it) => soFar.set(keyOf(it), it), older),
    new Map<string, AffectedComponent>(),
  );
  const components = (listed ?? [])
    .filter(({ id, name }) => (id ?? name ?? null) !== null)
    .map(({ id, name, status }) => {
      const change = changes.get(singleLine(id ?? name ?? ''));
      return {
        id: optionalLine(id),
        name: optionalLine(name) ?? change?.name,
        oldStatus: change?.oldStatus,
        newStatus: optionalLine(status) ?? change?.newStatus,
      };
    });
  return components.length > 0 ? components : [...changes.values()];
};
