import { fileURLToPath } from 'node:url';

export const preloaded = (name: string): ReadonlyArray<string> => [
  '--require',
  fileURLToPath(new URL(name, import.meta.url)),
];
