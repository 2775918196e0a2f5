import { parseArgs } from 'node:util';
import { sequenceS } from 'fp-ts/lib/Apply.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js';

export type Command =
  | Readonly<{ _tag: 'Help' }>
  | Readonly<{ _tag: 'List' }>
  | Readonly<{
      _tag: 'Send';
      source: string;
      url: URL;
      token: O.Option<string>;
      secret: O.Option<string>;
      pageId: string;
      paceInMilliseconds: number;
    }>;

export type UsageError =
  | Readonly<{ _tag: 'NotAnOption'; explanation: string }>
  | Readonly<{ _tag: 'NothingToSend' }>
  | Readonly<{ _tag: 'MoreThanOneToSend'; count: number }>
  | Readonly<{ _tag: 'InvalidUrl' }>
  | Readonly<{ _tag: 'InvalidPort' }>
  | Readonly<{ _tag: 'InvalidPage' }>
  | Readonly<{ _tag: 'InvalidPace'; longestInSeconds: number }>;

type Environment = Readonly<Record<string, string | undefined>>;

type Checked<A> = E.Either<ReadonlyNonEmptyArray<UsageError>, A>;

const defaultPort = '8000';
const defaultPageId = 'q7x2m9k4hw3t';
const maxPaceInSeconds = 3_600;

const tokenize = (argv: ReadonlyArray<string>) =>
  parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      url: { type: 'string' },
      token: { type: 'string' },
      secret: { type: 'string' },
      page: { type: 'string', default: defaultPageId },
      pace: { type: 'string', default: '1' },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });

const refuse = (error: UsageError): Checked<never> => E.left([error]);

const checkSource = (sources: ReadonlyArray<string>): Checked<string> => {
  const [source] = sources;
  return source === undefined || source === ''
    ? refuse({ _tag: 'NothingToSend' })
    : sources.length > 1
      ? refuse({ _tag: 'MoreThanOneToSend', count: sources.length })
      : E.right(source);
};

const isPostable = ({ protocol, username, password }: URL) =>
  ['http:', 'https:'].includes(protocol) && username === '' && password === '';

const parseUrl = (text: string, mistake: UsageError): Checked<URL> =>
  pipe(
    O.fromNullable(URL.parse(text)),
    O.filter(isPostable),
    E.fromOption(() => RNEA.of(mistake)),
  );

const localUrl = (port: string): Checked<URL> =>
  /^\d+$/.test(port)
    ? parseUrl(`http://localhost:${port}/webhook/statuspage`, { _tag: 'InvalidPort' })
    : refuse({ _tag: 'InvalidPort' });

const checkUrl = (given: string | undefined, port: string | undefined): Checked<URL> =>
  given === undefined
    ? localUrl(port === undefined || port === '' ? defaultPort : port)
    : parseUrl(given, { _tag: 'InvalidUrl' });

const checkPage = (given: string): Checked<string> =>
  /^[a-z0-9]+$/.test(given) ? E.right(given) : refuse({ _tag: 'InvalidPage' });

const checkPace = (given: string): Checked<number> =>
  /^\d+(\.\d+)?$/.test(given) && Number(given) <= maxPaceInSeconds
    ? E.right(Number(given) * 1_000)
    : refuse({ _tag: 'InvalidPace', longestInSeconds: maxPaceInSeconds });

const firstLiveValue = (list: string | undefined): string | undefined =>
  list
    ?.split(',')
    .map((item) => item.trim())
    .find((item) => item !== '');

const givenOrLive = (given: string | undefined, list: string | undefined): O.Option<string> =>
  pipe(
    O.fromNullable(given ?? firstLiveValue(list)),
    O.filter((value) => value !== ''),
  );

const checkAll = sequenceS(E.getApplicativeValidation(RNEA.getSemigroup<UsageError>()));

/** All mistakes at once, but an option that is not ours or lacks its value, which comes alone. No error holds the value of an argument. */
export const parseArguments =
  (environment: Environment) =>
  (argv: ReadonlyArray<string>): Checked<Command> =>
    pipe(
      E.tryCatch(
        () => tokenize(argv),
        (error): ReadonlyNonEmptyArray<UsageError> => [
          { _tag: 'NotAnOption', explanation: error instanceof Error ? error.message : String(error) },
        ],
      ),
      E.chain(({ values, positionals }): Checked<Command> => {
        if (values.help) return E.right({ _tag: 'Help' });
        if (values.list) return E.right({ _tag: 'List' });
        return pipe(
          checkAll({
            source: checkSource(positionals),
            url: checkUrl(values.url, environment['PORT']),
            pageId: checkPage(values.page),
            paceInMilliseconds: checkPace(values.pace),
          }),
          E.map((checked) => ({
            _tag: 'Send',
            ...checked,
            token: givenOrLive(values.token, environment['STATUSPAGE_WEBHOOK_TOKEN']),
            secret: givenOrLive(values.secret, environment['STATUSPAGE_WEBHOOK_SECRET']),
          })),
        );
      }),
    );
