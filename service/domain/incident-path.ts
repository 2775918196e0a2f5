/** The path of an incident's page on the board. */
export const incidentPath = (id: string): string => `/incidents/${encodeURIComponent(id.toWellFormed())}`;
