import type { AffectedComponent, IncidentUpdate } from '../../domain/status-event.ts';

/** The components whose change an update names; pages also list those that stay as they are. */
export const changedComponents = ({ components }: IncidentUpdate): ReadonlyArray<AffectedComponent> =>
  components.filter(({ oldStatus, newStatus }) => oldStatus !== newStatus);
