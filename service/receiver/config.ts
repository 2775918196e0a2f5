import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';
import { decode } from '../codec/decode.ts';
import { NonEmptyString } from '../codec/non-empty-string.ts';
import { optional } from '../codec/optional.ts';
import type { Violations } from '../codec/violations.ts';
import { type Pages, wellKnownPages } from '../domain/provider.ts';
import type { Secrets, Verification } from '../statuspage/verification.ts';

export type Config = Readonly<{
  port: number;
  verification: Verification;
  pages: Pages;
  logLevel: string;
  logFormat: O.Option<'json' | 'pretty'>;
  projectId: O.Option<string>;
}>;

const shortestSecret = 16;

/** A codec of one setting's text; its name is the sentence that a mistake is answered with. */
const setting = <A>(expected: string, read: (text: string) => O.Option<A>): t.Type<A, unknown> =>
  new t.Type<A, unknown>(
    expected,
    (_): _ is A => true,
    (input, context) =>
      pipe(
        t.string.decode(input),
        O.fromEither,
        O.chain(read),
        O.match(() => t.failure(input, context), t.success),
      ),
    t.identity,
  );

const listed = (text: string): ReadonlyArray<string> =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

const Port = setting('a port from 0 to 65535', (text) =>
  /^\d{1,5}$/.test(text) && Number(text) <= 65535 ? O.some(Number(text)) : O.none,
);

const LiveValues = setting(
  `one or more values of at least ${shortestSecret} characters, separated by commas`,
  (text): O.Option<Secrets> =>
    pipe(
      listed(text),
      RNEA.fromReadonlyArray,
      O.filter((values) => values.every(({ length }) => length >= shortestSecret)),
    ),
);

const PageNames = setting('id=Name,id=Name', (text): O.Option<Pages> => {
  const pairs = listed(text).map((item) => /^([^=\s]+)\s*=\s*([^=]+)$/.exec(item));
  return pairs.every((pair) => pair !== null)
    ? O.some(new Map(pairs.map(([, id = '', name = '']) => [id, name])))
    : O.none;
});

const logLevels = ['emerg', 'alert', 'crit', 'error', 'warning', 'notice', 'info', 'debug'];
const LogLevel = setting(`one of ${logLevels.join(', ')}`, (text) =>
  O.fromPredicate((level: string) => logLevels.includes(level))(text.toLowerCase()),
);

const Settings = t.strict(
  {
    PORT: optional(Port),
    STATUSPAGE_WEBHOOK_SECRET: optional(LiveValues),
    STATUSPAGE_WEBHOOK_TOKEN: optional(LiveValues),
    STATUSPAGE_PAGES: optional(PageNames),
    LOG_LEVEL: optional(LogLevel),
    LOG_FORMAT: optional(t.keyof({ json: null, pretty: null }, 'json or pretty')),
    GOOGLE_CLOUD_PROJECT: optional(NonEmptyString),
  },
  'Settings',
);

const verificationBy = (secrets: Secrets | undefined, tokens: Secrets | undefined): Verification =>
  secrets === undefined
    ? tokens === undefined
      ? { _tag: 'Unverified' }
      : { _tag: 'ByToken', tokens }
    : tokens === undefined
      ? { _tag: 'BySignature', secrets }
      : { _tag: 'BySignatureOrToken', secrets, tokens };

/** Reads all settings, with their defaults; an empty value is an absent one, and all mistakes are told, by name and never by value. */
export const readConfig = (environment: Readonly<Record<string, string | undefined>>): E.Either<Violations, Config> =>
  pipe(
    Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim() !== '')),
    decode(Settings),
    E.map((settings) => ({
      port: settings.PORT ?? 8000,
      verification: verificationBy(settings.STATUSPAGE_WEBHOOK_SECRET, settings.STATUSPAGE_WEBHOOK_TOKEN),
      pages: new Map([...wellKnownPages, ...(settings.STATUSPAGE_PAGES ?? [])]),
      logLevel: settings.LOG_LEVEL ?? 'info',
      logFormat: O.fromNullable(settings.LOG_FORMAT),
      projectId: O.fromNullable(settings.GOOGLE_CLOUD_PROJECT),
    })),
  );
