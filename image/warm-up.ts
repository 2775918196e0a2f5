export type WarmUp = Readonly<{
  settings: Readonly<Record<string, string>>;
  /** Has a running program do all that it does day by day. */
  warmUp: (origin: string) => Promise<void>;
}>;
