import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const [, , directory = 'dist/app'] = process.argv;
const maxBytes = 10_000_000;

const bytes = readdirSync(directory, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .reduce((sum, { parentPath, name }) => sum + statSync(path.join(parentPath, name)).size, 0);
process.stdout.write(`${(bytes / 1e6).toFixed(2)} MB on top of the base image (limit: ${maxBytes / 1e6} MB)\n`);
process.exitCode = bytes > maxBytes ? 1 : 0;
