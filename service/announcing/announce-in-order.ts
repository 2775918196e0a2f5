import { pageKey } from '../domain/page-key.ts';
import type { Announce } from './announce.ts';
import { serializeByKey } from './serialize-by-key.ts';

/** Announces the events of one page one after another, in order of arrival, and those of different pages concurrently. */
export const announceInOrder = (announce: Announce): Announce => {
  const inOrder = serializeByKey();
  return (event) => inOrder(pageKey(event), announce(event));
};
