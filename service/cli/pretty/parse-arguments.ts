import { parseArgs } from 'node:util';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';

export type Options = Readonly<{
  /** Standard input if none. */
  file: O.Option<string>;
  follow: boolean;
  provider: O.Option<string>;
  since: O.Option<Date>;
  help: boolean;
}>;

const unitsInMilliseconds: ReadonlyMap<string, number> = new Map([
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
]);

const parseSince = (text: string, now: Date): E.Either<string, Date> => {
  const [, count = '', unit = ''] = /^(\d+)([mhd])$/.exec(text) ?? [];
  const milliseconds = unitsInMilliseconds.get(unit);
  const since = milliseconds === undefined ? new Date(text) : new Date(now.getTime() - Number(count) * milliseconds);
  return Number.isNaN(since.getTime())
    ? E.left('invalid --since: expected a duration such as 30m, 2h or 7d, or a time such as 2026-03-02T12:00Z')
    : E.right(since);
};

const toMessage = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Fails with one sentence for the user. */
export const parseArguments = (argv: ReadonlyArray<string>, now: Date): E.Either<string, Options> =>
  pipe(
    E.tryCatch(
      () =>
        parseArgs({
          args: [...argv],
          allowPositionals: true,
          options: {
            follow: { type: 'boolean', short: 'f', default: false },
            provider: { type: 'string' },
            since: { type: 'string' },
            help: { type: 'boolean', short: 'h', default: false },
          },
        }),
      toMessage,
    ),
    E.filterOrElse(
      ({ positionals }) => positionals.length <= 1,
      () => 'too many files: expected one, or none for standard input',
    ),
    E.filterOrElse(
      ({ values, positionals }) => !values.follow || positionals.length === 1,
      () => '--follow needs a file; standard input is followed in any case',
    ),
    E.chain(({ values: { follow, provider, since, help }, positionals }) =>
      pipe(
        O.fromNullable(since),
        O.traverse(E.Applicative)((text) => parseSince(text, now)),
        E.map((from) => ({
          file: O.fromNullable(positionals[0]),
          follow,
          provider: O.fromNullable(provider),
          since: from,
          help,
        })),
      ),
    ),
  );
