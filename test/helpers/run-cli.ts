import { mainOf, type Owner, startProgram } from './start-program.ts';

type Ended = Readonly<{ code: number | null; stdout: string; stderr: string }>;

/** Runs a command-line tool to its end. */
export const runCli = async (
  t: Owner,
  name: 'poll' | 'page' | 'status' | 'replay' | 'announce',
  argv: ReadonlyArray<string>,
  env: Readonly<Record<string, string>> = {},
  stdin?: Uint8Array,
): Promise<Ended> => {
  const { ended, stdout, stderr } = startProgram(t, [mainOf(`cli/${name}`), ...argv], { env, stdin });
  return { code: await ended, stdout: stdout(), stderr: stderr() };
};
