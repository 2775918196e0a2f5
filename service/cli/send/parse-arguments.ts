import { parseArgs } from 'node:util';
import { sequenceS } from 'fp-ts/lib/Apply.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import { commaSeparated } from '../../codec/setting.ts';
import { wellKnownPages } from '../../domain/provider.ts';
import { lostOptions } from '../../runtime/lost-options.ts';
import type { Environment } from '../../runtime/read-settings.ts';

export type Command =
  | Readonly<{ _tag: 'Help' }>
  | Readonly<{ _tag: 'List' }>
  | Readonly<{
      _tag: 'Send';
      sources: ReadonlyNonEmptyArray<string>;
      url: URL;
      token: O.Option<string>;
      secret: O.Option<string>;
      pageId: string;
      paceInMilliseconds: number;
      burstSize: number;
    }>;

export type UsageError =
  | Readonly<{ _tag: 'LostOptions'; names: ReadonlyArray<string> }>
  | Readonly<{ _tag: 'InvalidOption'; reason: string }>
  | Readonly<{ _tag: 'MissingSource' }>
  | Readonly<{ _tag: 'InvalidUrl' }>
  | Readonly<{ _tag: 'UrlWithoutPath' | 'UrlWithToken'; expected: string }>
  | Readonly<{ _tag: 'InvalidPort' }>
  | Readonly<{ _tag: 'InvalidPage' | 'UnknownProvider' | 'PageAndProvider' }>
  | Readonly<{ _tag: 'InvalidCount'; max: number }>
  | Readonly<{ _tag: 'InvalidPace'; maxInSeconds: number }>;

type Validated<A> = E.Either<ReadonlyNonEmptyArray<UsageError>, A>;

const defaultPort = '8000';
const webhookPath = '/webhook/statuspage';
const defaultPageId = 'q7x2m9k4hw3t';
const maxPaceInSeconds = 3_600;
const maxBurstSize = 1_000;

const options = {
  url: { type: 'string' },
  token: { type: 'string' },
  secret: { type: 'string' },
  page: { type: 'string' },
  provider: { type: 'string' },
  count: { type: 'string', default: '20' },
  pace: { type: 'string', default: '1' },
  list: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const tokenize = (argv: ReadonlyArray<string>) => parseArgs({ args: [...argv], allowPositionals: true, options });

const fail = (error: UsageError): Validated<never> => E.left([error]);

const parseSources = (sources: ReadonlyArray<string>): Validated<ReadonlyNonEmptyArray<string>> =>
  RA.isNonEmpty(sources) && !sources.includes('') ? E.right(sources) : fail({ _tag: 'MissingSource' });

const isPostable = ({ protocol, username, password }: URL) =>
  ['http:', 'https:'].includes(protocol) && username === '' && password === '';

const parseUrl = (text: string, error: UsageError): Validated<URL> =>
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

const parsePage = (given: string): Validated<string> =>
  /^[a-z0-9]+$/.test(given) ? E.right(given) : fail({ _tag: 'InvalidPage' });

const pageOfProvider = (name: string): Validated<string> =>
  pipe(
    [...wellKnownPages],
    RA.findFirst(([, provider]) => provider.toLowerCase() === name.trim().toLowerCase()),
    O.match(
      () => fail({ _tag: 'UnknownProvider' }),
      ([id]) => E.right(id),
    ),
  );

const parsePageOrProvider = (page: string | undefined, provider: string | undefined): Validated<string> => {
  if (provider === undefined) return parsePage(page ?? defaultPageId);
  return page === undefined ? pageOfProvider(provider) : fail({ _tag: 'PageAndProvider' });
};

const parseCount = (given: string): Validated<number> =>
  /^\d{1,4}$/.test(given) && Number(given) > 0 && Number(given) <= maxBurstSize
    ? E.right(Number(given))
    : fail({ _tag: 'InvalidCount', max: maxBurstSize });

const parsePace = (given: string): Validated<number> =>
  /^\d+(\.\d+)?$/.test(given) && Number(given) <= maxPaceInSeconds
    ? E.right(Number(given) * 1_000)
    : fail({ _tag: 'InvalidPace', maxInSeconds: maxPaceInSeconds });

const optionOrSetting = (given: string | undefined, list = ''): O.Option<string> =>
  pipe(
    O.fromNullable(given ?? commaSeparated(list)[0]),
    O.filter((value) => value !== ''),
  );

const validateAll = sequenceS(E.getApplicativeValidation(RNEA.getSemigroup<UsageError>()));

/**
 * Returns every error at once, except for lost options and an invalid one, which are reported alone. No error contains the
 * value of an argument, but for the origin of a URL.
 */
export const parseArguments =
  (environment: Environment) =>
  (argv: ReadonlyArray<string>): Validated<Command> =>
    pipe(
      lostOptions(Object.keys(options), environment),
      E.fromPredicate(RA.isEmpty, (names): ReadonlyNonEmptyArray<UsageError> => [{ _tag: 'LostOptions', names }]),
      E.chain(() =>
        E.tryCatch(
          () => tokenize(argv),
          (error): ReadonlyNonEmptyArray<UsageError> => [
            { _tag: 'InvalidOption', reason: error instanceof Error ? error.message : String(error) },
          ],
        ),
      ),
      E.chain(({ values, positionals }): Validated<Command> => {
        if (values.help) return E.right({ _tag: 'Help' });
        if (values.list) return E.right({ _tag: 'List' });
        const token = pipe(
          optionOrSetting(values.token, environment['STATUSPAGE_WEBHOOK_TOKEN']),
          O.map((value) => value.replace(/^[^:]*:/, '')),
        );
        return pipe(
          validateAll({
            sources: parseSources(positionals),
            url: parseUrlOption(values.url, token, environment['PORT']),
            pageId: parsePageOrProvider(values.page, values.provider),
            burstSize: parseCount(values.count),
            paceInMilliseconds: parsePace(values.pace),
          }),
          E.map((parsed) => ({
            _tag: 'Send',
            ...parsed,
            token,
            secret: optionOrSetting(values.secret, environment['STATUSPAGE_WEBHOOK_SECRET']),
          })),
        );
      }),
    );
