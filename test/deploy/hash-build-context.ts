import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const linesOf = (file: string) =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith('#'))
    : [];

const isAllowedBy = (patterns: ReadonlyArray<string>) => (path: string) => {
  const allowed = patterns
    .filter((pattern) => pattern.startsWith('!'))
    .map((pattern) => pattern.slice(1).replace(/^\/|\/(\*\*)?$/g, ''));
  return allowed.some((entry) => path === entry || path.startsWith(`${entry}/`));
};

/** Changes with each file that `docker build` would send, its .dockerignore being a list of what is allowed. */
export const hashBuildContext = (folder: string) => {
  const patterns = linesOf(join(folder, '.dockerignore'));
  if (!/^\/?\*\*?$/.test(patterns[0] ?? '')) throw new Error('.dockerignore must begin by excluding everything');
  const hash = createHash('sha256');
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .filter((path) => path === 'Dockerfile' || isAllowedBy(patterns)(path))
    .sort()
    .forEach((path) => hash.update(path).update(readFileSync(join(folder, path))));
  return hash.digest('hex');
};
