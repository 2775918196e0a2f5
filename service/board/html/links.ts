import type { BoardView } from '../board-view.ts';

/** `isLive` if it is about now, else about a time that was asked for. */
export type ShownView = BoardView & Readonly<{ isLive: boolean }>;

/** The time that a page shows. */
export type Moment = Pick<ShownView, 'at' | 'known' | 'isLive'>;

/** The same page at another time, as in `/?at=2026-11-20T14:05Z`, or as it was known then. */
export const pathAt = (path: string, { at, known }: Pick<Moment, 'at' | 'known'>, hours = 0): string => {
  const time = new Date(Date.parse(at) + hours * 3_600_000).toISOString().slice(0, 16);
  return `${path}?at=${time}Z${known === 'then' ? '&known=then' : ''}`;
};

export const providerPath = (id: string): string => `/providers/${encodeURIComponent(id.toWellFormed())}`;

/** From one page to another about the same time. */
export const linkTo = (path: string, moment: Moment): string => (moment.isLive ? path : pathAt(path, moment));
