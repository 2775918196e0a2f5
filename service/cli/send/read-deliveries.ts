import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { IO } from 'fp-ts/lib/IO.js';
import * as O from 'fp-ts/lib/Option.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import * as R from 'fp-ts/lib/ReadonlyRecord.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type Scenario, scenarios } from '../../rehearsal/scenarios.ts';
import type { Delivery } from '../../sending/post-delivery.ts';

export type SourceError =
  | Readonly<{ _tag: 'UnreadableSource'; source: string; reason: string }>
  | Readonly<{ _tag: 'NothingInDirectory'; source: string }>;

type Dependencies = Readonly<{
  standardInput: AsyncIterable<Uint8Array>;
  /** What paths are relative to. */
  directory: string;
  currentTime: IO<Date>;
  newId: IO<string>;
  pageId: string;
  burstSize: number;
}>;

type Read = TE.TaskEither<SourceError, ReadonlyArray<Delivery>>;

const sentFromDirectory = /\.(?:json|jsonl|ndjson)$/i;

const isJson = (text: string): boolean => E.isRight(E.tryCatch(() => JSON.parse(text) as unknown, E.toError));

// https://github.com/ndjson/ndjson-spec
const splitLines = (label: string, body: Buffer<ArrayBuffer>): ReadonlyArray<Delivery> => {
  const text = body.toString().replace(/^\uFEFF/, '');
  const lines = text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [{ line, number: index + 1 }]));
  return lines.length > 1 && !isJson(text) && lines.every(({ line }) => isJson(line))
    ? lines.map(({ line, number }) => ({ label: `${label}:${number}`, body: Buffer.from(line.trim()) }))
    : [{ label, body }];
};

const deliveriesOf =
  ({ currentTime, newId, pageId, burstSize }: Dependencies) =>
  ({ deliveries, isBurst = false }: Scenario): ReadonlyArray<Delivery> =>
    deliveries({ now: currentTime(), newId, pageId, burstSize }).map(({ label, payload }) => ({
      label,
      body: Buffer.from(JSON.stringify(payload)),
      ...(isBurst && { isImmediate: true }),
    }));

const filesIn = async (directory: string, source: string): Promise<ReadonlyArray<string>> => {
  const names = await readdir(path.resolve(directory, source), { recursive: true });
  return names
    .filter((name) => sentFromDirectory.test(name))
    .sort()
    .map((name) => path.join(source, name));
};

const attempt = <A>(source: string, read: () => Promise<A>): TE.TaskEither<SourceError, A> =>
  TE.tryCatch(read, (error) => ({
    _tag: 'UnreadableSource',
    source,
    reason: error instanceof Error ? error.message : String(error),
  }));

const readOne =
  (directory: string) =>
  (source: string): Read =>
    attempt(source, async () => splitLines(source, await readFile(path.resolve(directory, source))));

const readAll = (directory: string, sources: ReadonlyArray<string>): Read =>
  pipe(sources, TE.traverseSeqArray(readOne(directory)), TE.map(RA.flatten));

const readDirectory = (directory: string, source: string): Read =>
  pipe(
    attempt(source, () => filesIn(directory, source)),
    TE.filterOrElse(RA.isNonEmpty, (): SourceError => ({ _tag: 'NothingInDirectory', source })),
    TE.chain((files) => readAll(directory, files)),
  );

const readFileOrDirectory = (directory: string, source: string): Read =>
  pipe(
    attempt(source, () => stat(path.resolve(directory, source))),
    TE.chain((found) => (found.isDirectory() ? readDirectory(directory, source) : readOne(directory)(source))),
  );

const readSource =
  (dependencies: Dependencies) =>
  (source: string): Read => {
    const scenario = R.lookup(source)(scenarios);
    if (O.isSome(scenario)) return TE.right(deliveriesOf(dependencies)(scenario.value));
    return source === '-'
      ? attempt(source, async () => splitLines('standard input', await buffer(dependencies.standardInput)))
      : readFileOrDirectory(dependencies.directory, source);
  };

/**
 * Returns the deliveries of each source: those of a scenario, or the bytes of standard input (`-`), of a file or of the JSON
 * files below a directory, unchanged; of NDJSON each line. A file named like a scenario is `./name`.
 */
export const readDeliveries =
  (dependencies: Dependencies) =>
  (sources: ReadonlyArray<string>): Read =>
    pipe(sources, TE.traverseSeqArray(readSource(dependencies)), TE.map(RA.flatten));
