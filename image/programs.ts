import { rehearseReceiver } from './rehearse-receiver.ts';

export type Program = Readonly<{
  settings: Readonly<Record<string, string>>;
  /** Has a running program do all that it does day by day. */
  rehearse: (origin: string) => Promise<void>;
}>;

/** What the image can run. */
export const programs: Readonly<Record<string, Program>> = {
  receiver: rehearseReceiver,
};
