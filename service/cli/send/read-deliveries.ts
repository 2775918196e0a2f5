import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { pipe } from 'fp-ts/lib/function.js';
import type { IO } from 'fp-ts/lib/IO.js';
import * as O from 'fp-ts/lib/Option.js';
import * as R from 'fp-ts/lib/ReadonlyRecord.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Delivery } from './post-delivery.ts';
import { type Scenario, scenarios } from './scenarios.ts';

export type SourceError = Readonly<{ _tag: 'UnreadableSource'; source: string; reason: string }>;

type Dependencies = Readonly<{
  standardInput: AsyncIterable<Uint8Array>;
  currentTime: IO<Date>;
  newId: IO<string>;
  pageId: string;
}>;

const deliveriesOf =
  ({ currentTime, newId, pageId }: Dependencies) =>
  (scenario: Scenario): ReadonlyArray<Delivery> =>
    scenario
      .deliveries({ now: currentTime(), newId, pageId })
      .map(({ label, payload }) => ({ label, body: Buffer.from(JSON.stringify(payload)) }));

const readBytes = (dependencies: Dependencies, source: string): TE.TaskEither<SourceError, ReadonlyArray<Delivery>> =>
  TE.tryCatch(
    async () =>
      source === '-'
        ? [{ label: 'standard input', body: await buffer(dependencies.standardInput) }]
        : [{ label: source, body: await readFile(source) }],
    (error) => ({
      _tag: 'UnreadableSource',
      source,
      reason: error instanceof Error ? error.message : String(error),
    }),
  );

/** Returns a scenario's deliveries, or standard input (`-`) or a file unchanged as one. A file named like a scenario is `./name`. */
export const readDeliveries =
  (dependencies: Dependencies) =>
  (source: string): TE.TaskEither<SourceError, ReadonlyArray<Delivery>> =>
    pipe(
      scenarios,
      R.lookup(source),
      O.match(
        () => readBytes(dependencies, source),
        (scenario) => TE.right(deliveriesOf(dependencies)(scenario)),
      ),
    );
