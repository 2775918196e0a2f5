import { sequenceS } from 'fp-ts/lib/Apply.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import { commaSeparated } from '../codec/setting.ts';
import type { Environment } from '../runtime/read-settings.ts';

/** Where deliveries are sent, how they are proven and how fast they follow each other. */
export type Target = Readonly<{
  url: URL;
  token: O.Option<string>;
  secret: O.Option<string>;
  paceInMilliseconds: number;
}>;

export type TargetError =
  | Readonly<{ _tag: 'InvalidUrl' }>
  | Readonly<{ _tag: 'UrlWithoutPath' | 'UrlWithToken'; expected: string }>
  | Readonly<{ _tag: 'InvalidPort' }>
  | Readonly<{ _tag: 'InvalidPace'; maxInSeconds: number }>;

type Validated<A> = E.Either<RNEA.ReadonlyNonEmptyArray<TargetError>, A>;

type TargetValues = Readonly<Partial<Record<keyof typeof targetOptions, string>>>;

const defaultPort = '8000';
const webhookPath = '/webhook/statuspage';
const defaultPaceInSeconds = '1';
const maxPaceInSeconds = 3_600;

export const targetOptions = {
  url: { type: 'string' },
  token: { type: 'string' },
  secret: { type: 'string' },
  pace: { type: 'string' },
} as const;

export const targetUsage = `  --url <url>        receiver URL (default: http://localhost:8000/webhook/statuspage, with the port of PORT if set)
  --token <token>    token to append to the URL (default: the first in STATUSPAGE_WEBHOOK_TOKEN; '' for none)
  --secret <secret>  secret to sign with (default: the first in STATUSPAGE_WEBHOOK_SECRET; '' to send unsigned)
  --pace <seconds>   pause between deliveries (default: 1)`;

const fail = (error: TargetError): Validated<never> => E.left([error]);

const isPostable = ({ protocol, username, password }: URL) =>
  ['http:', 'https:'].includes(protocol) && username === '' && password === '';

const parseUrl = (text: string, error: TargetError): Validated<URL> =>
  pipe(
    O.fromNullable(URL.parse(text)),
    O.filter(isPostable),
    E.fromOption(() => RNEA.of(error)),
  );

const localUrl = (port: string): Validated<URL> =>
  /^\d+$/.test(port)
    ? parseUrl(`http://localhost:${port}${webhookPath}`, { _tag: 'InvalidPort' })
    : fail({ _tag: 'InvalidPort' });

const hasToken = ({ pathname }: URL): boolean => /^\/webhook\/statuspage\/[^/]+\/?$/i.test(pathname);

const findUrlMistake =
  (token: O.Option<string>) =>
  (url: URL): Validated<URL> => {
    const expected = `${url.origin}${webhookPath}`;
    if (url.pathname === '/') return fail({ _tag: 'UrlWithoutPath', expected });
    return O.isSome(token) && hasToken(url) ? fail({ _tag: 'UrlWithToken', expected }) : E.right(url);
  };

const parseUrlOption = (
  given: string | undefined,
  token: O.Option<string>,
  port: string | undefined,
): Validated<URL> =>
  given === undefined
    ? localUrl(port === undefined || port === '' ? defaultPort : port)
    : pipe(parseUrl(given, { _tag: 'InvalidUrl' }), E.chain(findUrlMistake(token)));

const parsePace = (given: string): Validated<number> =>
  /^\d+(\.\d+)?$/.test(given) && Number(given) <= maxPaceInSeconds
    ? E.right(Number(given) * 1_000)
    : fail({ _tag: 'InvalidPace', maxInSeconds: maxPaceInSeconds });

const optionOrSetting = (given: string | undefined, list = ''): O.Option<string> =>
  pipe(
    O.fromNullable(given ?? commaSeparated(list)[0]),
    O.filter((value) => value !== ''),
  );

const validateAll = sequenceS(E.getApplicativeValidation(RNEA.getSemigroup<TargetError>()));

/** Returns every error at once. None contains the value of an option, but for the origin of a URL. */
export const parseTarget =
  (environment: Environment) =>
  (values: TargetValues): Validated<Target> => {
    const token = pipe(
      optionOrSetting(values.token, environment['STATUSPAGE_WEBHOOK_TOKEN']),
      O.map((value) => value.replace(/^[^:]*:/, '')),
    );
    return pipe(
      validateAll({
        url: parseUrlOption(values.url, token, environment['PORT']),
        paceInMilliseconds: parsePace(values.pace ?? defaultPaceInSeconds),
      }),
      E.map((parsed) => ({
        ...parsed,
        token,
        secret: optionOrSetting(values.secret, environment['STATUSPAGE_WEBHOOK_SECRET']),
      })),
    );
  };

/** Returns one line that says what was expected. */
export const describeTargetError = (error: TargetError): string => {
  switch (error._tag) {
    case 'InvalidUrl':
      return 'invalid --url: expected an absolute http or https URL without a user name or password';
    case 'UrlWithoutPath':
      return `invalid --url: it has no path, expected ${error.expected}`;
    case 'UrlWithToken':
      return `invalid --url: it ends in a token, beside the one of --token or STATUSPAGE_WEBHOOK_TOKEN; expected ${error.expected}, or --token '' to use the URL as it is`;
    case 'InvalidPort':
      return 'invalid PORT: expected a number from 0 to 65535, or pass --url';
    case 'InvalidPace':
      return `invalid --pace: expected a number of seconds from 0 to ${error.maxInSeconds}`;
  }
};
