import { globSync, statSync } from 'node:fs';

const [, , directory = 'dist/app'] = process.argv;
const mostBytes = 5_000_000;

const bytes = globSync(`${directory}/**`).reduce(
  (sum, file) => sum + (statSync(file).isFile() ? statSync(file).size : 0),
  0,
);
process.stdout.write(`${(bytes / 1e6).toFixed(2)} MB above the base image, of at most ${mostBytes / 1e6}\n`);
process.exitCode = bytes > mostBytes ? 1 : 0;
