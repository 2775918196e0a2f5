export type WarmUp = Readonly<{
  settings: Readonly<Record<string, string>>;
  /** Exercises everything that a running program does in normal operation. */
  warmUp: (origin: string) => Promise<void>;
}>;
