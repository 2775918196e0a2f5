import * as t from 'io-ts';

/** What stands at a path of object keys; undefined where the path leads nowhere. */
export const fieldAt =
  (...path: ReadonlyArray<string>) =>
  (value: unknown): unknown =>
    path.reduce((inner, name) => (t.UnknownRecord.is(inner) ? inner[name] : undefined), value);
