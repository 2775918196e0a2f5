/** Our own word for what the page no longer lists though it never said that it was over. */
export const withdrawn = 'withdrawn';

/** Our own word for what is open, where the page does not tell how far it is. */
export const active = 'active';

// In the order in which an incident or a maintenance goes through them.
const statuses = [
  'scheduled',
  'investigating',
  'in_progress',
  'identified',
  'verifying',
  'monitoring',
  'completed',
  'resolved',
  'postmortem',
  withdrawn,
];

const maintenanceStatuses: ReadonlySet<string> = new Set(['scheduled', 'in_progress', 'verifying', 'completed']);
const endStatuses: ReadonlySet<string> = new Set(['resolved', 'completed', withdrawn]);

/** How far a status is along the lifecycle, from 1 to 10; 0 for an unknown status. */
export const statusRank = (status: string): number => statuses.indexOf(status) + 1;

/** Whether only a scheduled maintenance has this status. */
export const isMaintenanceStatus = (status: string): boolean => maintenanceStatuses.has(status);

/** Whether an update with this status ends the incident or the maintenance. */
export const isEndStatus = (status: string | undefined): boolean => status !== undefined && endStatuses.has(status);

export const isPostmortem = (status: string | undefined): boolean => status === 'postmortem';

/** Whether the incident or the maintenance has ended: a postmortem follows the end and does not reopen. */
export const isOver = (status: string): boolean => isEndStatus(status) || isPostmortem(status);
