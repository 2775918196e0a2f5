import { parseArgs } from 'node:util';
import { sequenceS } from 'fp-ts/lib/Apply.js';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import { wellKnownPages } from '../../domain/provider.ts';
import { lostOptions } from '../../runtime/lost-options.ts';
import type { Environment } from '../../runtime/read-settings.ts';
import { parseTarget, type Target, type TargetError, targetOptions } from '../../sending/target-options.ts';

export type Command =
  | Readonly<{ _tag: 'Help' }>
  | Readonly<{ _tag: 'List' }>
  | Readonly<{
      _tag: 'Send';
      sources: ReadonlyNonEmptyArray<string>;
      target: Target;
      pageId: string;
      burstSize: number;
    }>;

export type UsageError =
  | Readonly<{ _tag: 'LostOptions'; names: ReadonlyArray<string> }>
  | Readonly<{ _tag: 'InvalidOption'; reason: string }>
  | Readonly<{ _tag: 'MissingSource' }>
  | Readonly<{ _tag: 'InvalidPage' | 'UnknownProvider' | 'PageAndProvider' }>
  | Readonly<{ _tag: 'InvalidCount'; max: number }>
  | TargetError;

type Validated<A> = E.Either<ReadonlyNonEmptyArray<UsageError>, A>;

const defaultPageId = 'q7x2m9k4hw3t';
const maxBurstSize = 1_000;

const options = {
  ...targetOptions,
  page: { type: 'string' },
  provider: { type: 'string' },
  count: { type: 'string', default: '20' },
  list: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const tokenize = (argv: ReadonlyArray<string>) => parseArgs({ args: [...argv], allowPositionals: true, options });

const fail = (error: UsageError): Validated<never> => E.left([error]);

const parseSources = (sources: ReadonlyArray<string>): Validated<ReadonlyNonEmptyArray<string>> =>
  RA.isNonEmpty(sources) && !sources.includes('') ? E.right(sources) : fail({ _tag: 'MissingSource' });

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
        return pipe(
          validateAll({
            sources: parseSources(positionals),
            target: parseTarget(environment)(values),
            pageId: parsePageOrProvider(values.page, values.provider),
            burstSize: parseCount(values.count),
          }),
          E.map((parsed) => ({ _tag: 'Send', ...parsed })),
        );
      }),
    );
