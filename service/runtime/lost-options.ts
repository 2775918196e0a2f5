import type { Environment } from './read-settings.ts';

/**
 * The options, of these, that npm kept for itself because no `--` stands before them; it puts them into the environment.
 * https://docs.npmjs.com/cli/using-npm/config#environment-variables
 */
export const lostOptions = (names: ReadonlyArray<string>, environment: Environment): ReadonlyArray<string> =>
  names.filter((name) => environment[`npm_config_${name}`] !== undefined);

/** One line; `example` is a command with its options where they belong. */
export const describeLostOptions = (names: ReadonlyArray<string>, example: string): string =>
  `npm kept ${names.map((name) => `--${name}`).join(', ')} for itself: put -- before what you send and its options, as in "${example}"`;
