import type * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';
import { decode } from '../../codec/decode.ts';
import { optionalUtc } from '../../codec/iso-time.ts';
import { optional } from '../../codec/optional.ts';
import { Flag, setting } from '../../codec/setting.ts';
import type { Violations } from '../../codec/violations.ts';
import { maxRecentEvents } from '../board.ts';

const Time = setting('an ISO 8601 time, such as 2026-11-20T14:05Z', (text) => O.fromNullable(optionalUtc(text)));

const Limit = setting(`a whole number from 1 to ${maxRecentEvents}`, (text) =>
  /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= maxRecentEvents ? O.some(Number(text)) : O.none,
);

const Month = setting(
  'a month, such as 2026-11',
  O.fromPredicate((text) => /^[12]\d{3}-(?:0[1-9]|1[0-2])$/.test(text)),
);

const IncidentsParameters = t.strict(
  { provider: optional(t.string), since: optional(Time), until: optional(Time), open: optional(Flag) },
  'IncidentsParameters',
);

const EventsParameters = t.strict({ limit: optional(Limit) }, 'EventsParameters');

const ImpactParameters = t.strict({ month: optional(Month) }, 'ImpactParameters');

// A form sends an empty value for a field that is not filled in.
const present = (parameters: URLSearchParams): unknown =>
  Object.fromEntries([...parameters].filter(([, value]) => value !== ''));

export const incidentsParameters = (
  parameters: URLSearchParams,
): E.Either<Violations, t.TypeOf<typeof IncidentsParameters>> => decode(IncidentsParameters)(present(parameters));

export const eventsParameters = (
  parameters: URLSearchParams,
): E.Either<Violations, t.TypeOf<typeof EventsParameters>> => decode(EventsParameters)(present(parameters));

export const impactParameters = (
  parameters: URLSearchParams,
): E.Either<Violations, t.TypeOf<typeof ImpactParameters>> => decode(ImpactParameters)(present(parameters));
