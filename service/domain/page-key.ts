import type { StatusEvent } from './status-event.ts';

/** What tells pages apart: the page's id, or the provider where the event does not give the id. */
export const pageKey = ({ page, provider }: StatusEvent): string => page.id ?? provider;
