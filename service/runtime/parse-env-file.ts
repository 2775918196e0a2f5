import { parseEnv } from 'node:util';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { hasSettingPrefix, settingNames } from './setting-names.ts';

/** The settings that can be read, and what is wrong with the rest. */
export type EnvFile = Readonly<{
  settings: Readonly<Record<string, string | undefined>>;
  mistakes: ReadonlyArray<string>;
}>;

// A value with line breaks, which parseEnv allows between quotes, is what a forgotten quote looks like.
const setting = /^\s*(?:export\s+)?[A-Za-z_]\w*\s*=\s*(?:"[^"]*"|'[^']*'|`[^`]*`|(?!["'`]).*)\s*(?:#.*)?$/;
const blankOrComment = /^\s*(?:#.*)?$/;

const badLines = (text: string): ReadonlyArray<string> =>
  text
    .split('\n')
    .flatMap((line, index) =>
      setting.test(line) || blankOrComment.test(line) ? [] : [`.env, line ${index + 1}: expected NAME=value`],
    );

const pairsOf = (name: string): ReadonlySet<string> =>
  new Set(Array.from({ length: name.length - 1 }, (_, index) => name.slice(index, index + 2)));

// The share of two names' adjacent letters that they have in common (Sørensen–Dice coefficient).
const similarity = (one: string, other: string): number => {
  const [pairs, others] = [pairsOf(one), pairsOf(other)];
  return (2 * pairs.intersection(others).size) / (pairs.size + others.size);
};

const nearestName = (name: string): string =>
  settingNames.reduce((nearest, known) => (similarity(known, name) > similarity(nearest, name) ? known : nearest));

const unknownNames = (settings: EnvFile['settings']): ReadonlyArray<string> =>
  Object.keys(settings)
    .filter((name) => hasSettingPrefix(name) && !settingNames.includes(name))
    .toSorted()
    .map((name) => `.env, ${name}: unknown setting, did you mean ${nearestName(name)}?`);

const isUtf16 = (bytes: Uint8Array): boolean => bytes.includes(0);

const decodeUtf8 = (bytes: Uint8Array): E.Either<string, string> =>
  isUtf16(bytes)
    ? E.left('.env: expected UTF-8, not UTF-16: save it as UTF-8')
    : E.tryCatch(
        () => new TextDecoder('utf-8', { fatal: true }).decode(bytes),
        () => '.env: expected UTF-8',
      );

/** Reads what a `.env` holds. A mistake is told by its line or the setting's name, never by a value. */
export const parseEnvFile = (bytes: Uint8Array): EnvFile =>
  pipe(
    decodeUtf8(bytes),
    E.map((text) => text.replaceAll(/\r\n?/g, '\n')),
    E.match(
      (mistake) => ({ settings: {}, mistakes: [mistake] }),
      (text) => {
        const settings = parseEnv(text);
        return { settings, mistakes: [...badLines(text), ...unknownNames(settings)] };
      },
    ),
  );
