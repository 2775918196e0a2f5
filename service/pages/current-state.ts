import { isOver } from '../domain/incident-lifecycle.ts';
import type { IncidentEvent } from '../domain/status-event.ts';
import type { PageReading, ReadComponent } from './page-reading.ts';

/** What a page says is going on. */
export type CurrentState = Readonly<{
  incidents: ReadonlyArray<IncidentEvent>;
  /** Running or scheduled. */
  maintenances: ReadonlyArray<IncidentEvent>;
  /** Neither operational nor under maintenance. */
  impaired: ReadonlyArray<ReadComponent>;
}>;

const isWell: ReadonlySet<string> = new Set(['operational', 'under_maintenance']);

export const currentState = ({ incidents, components }: PageReading): CurrentState => {
  const open = incidents.filter(({ incident }) => !isOver(incident.status));
  return {
    incidents: open.filter(({ kind }) => kind === 'incident'),
    maintenances: open.filter(({ kind }) => kind === 'maintenance'),
    impaired: components.filter(({ status }) => !isWell.has(status)),
  };
};
