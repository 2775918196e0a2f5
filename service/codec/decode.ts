import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as t from 'io-ts';
import { type Violations, violationsOf } from './violations.ts';

export const decode =
  <A>(codec: t.Decoder<unknown, A>) =>
  (input: unknown): E.Either<Violations, A> =>
    pipe(codec.decode(input), E.mapLeft(violationsOf));
