import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';
import { optional } from '../codec/optional.ts';
import { setting } from '../codec/setting.ts';

/** The setting of a history of one's own, as a field for a program's codec. */
export const historySettings = { HISTORY_FILE: optional(t.string) };

/** A view of Cloud Logging, by its full name, and where the API is. */
export type LogViewConfig = Readonly<{ view: string; apiUrl: string }>;

const LogView = setting(
  'the name of a log view, as projects/PROJECT/locations/LOCATION/buckets/BUCKET/views/VIEW',
  O.fromPredicate((text) =>
    /^projects(\/[\w.:-]+)\/locations(\/[\w-]+)\/buckets(\/[\w.-]+)\/views(\/[\w.-]+)$/.test(text),
  ),
);

// A token travels over https only, except to this machine.
const ApiUrl = setting('an https URL', (text) =>
  pipe(
    O.fromNullable(URL.parse(text)),
    O.filter(({ protocol, hostname }) => protocol === 'https:' || (protocol === 'http:' && hostname === '127.0.0.1')),
    O.map(({ href }) => href),
  ),
);

/** The settings of a history in Cloud Logging. */
export const logViewSettings = { HISTORY_LOG_VIEW: optional(LogView), HISTORY_API_URL: optional(ApiUrl) };

/** None where no log view is set. */
export const logViewConfig = (settings: t.TypeOfProps<typeof logViewSettings>): O.Option<LogViewConfig> =>
  pipe(
    O.fromNullable(settings.HISTORY_LOG_VIEW),
    O.map((view) => ({ view, apiUrl: settings.HISTORY_API_URL ?? 'https://logging.googleapis.com/' })),
  );
