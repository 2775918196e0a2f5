import { mainOf, type Owner, startProgram } from '../../helpers/start-program.ts';

type Ended = Readonly<{ code: number | null; stdout: string; stderr: string }>;

export const startSend = (t: Owner, argv: ReadonlyArray<string>, options?: Parameters<typeof startProgram>[2]) =>
  startProgram(t, [mainOf('cli/send'), ...argv], options);

export const runSend = async (
  t: Owner,
  argv: ReadonlyArray<string>,
  env: Readonly<Record<string, string>> = {},
  stdin?: Uint8Array,
): Promise<Ended> => {
  const { ended, stdout, stderr } = startSend(t, argv, { env, stdin });
  return { code: await ended, stdout: stdout(), stderr: stderr() };
};
