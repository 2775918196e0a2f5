import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as t from 'io-ts';
import { optional } from '../codec/optional.ts';
import { keyValuePairs, setting } from '../codec/setting.ts';
import { singleLine } from './plain-text.ts';
import { type Pages, wellKnownPages } from './provider.ts';

const PageNames = setting('id=Name,id=Name', (text): O.Option<Pages> =>
  pipe(
    keyValuePairs(text),
    O.filter((pairs) => pairs.every(([id]) => !/\s/.test(id))),
    O.map((pairs) => new Map(pairs.map(([id, name]) => [id, singleLine(name)]))),
  ),
);

/** The setting that names pages, as a field for a program's codec. */
export const pageNameSettings = { STATUSPAGE_PAGES: optional(PageNames) };

/** The built-in names, and those that are set, which win. */
export const pagesFrom = (settings: t.TypeOfProps<typeof pageNameSettings>): Pages =>
  new Map([...wellKnownPages, ...(settings.STATUSPAGE_PAGES ?? [])]);
