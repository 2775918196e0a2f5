export type Rehearsal = Readonly<{
  settings: Readonly<Record<string, string>>;
  /** Has a running program do all that it does day by day. */
  rehearse: (origin: string) => Promise<void>;
}>;
