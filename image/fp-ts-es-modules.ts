import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

// Every chain of an Either or a task goes through fp-ts's `dual`, whose two copies of its arguments took an eighth of a delivery.
const withoutCopies = (source: string): string => {
  const general = 'return function () {\n        var args = Array.from(arguments);';
  if (!source.includes(general)) {
    throw new Error('fp-ts has another `dual`: see whether it still copies its arguments');
  }
  return source.replace(
    general,
    `if (arity === 2) return function (first, second) {
        return arguments.length > 1 ? body(first, second) : function (self) { return body(self, first); };
    };
    ${general}`,
  );
};

/**
 * Takes fp-ts and io-ts as ES modules: what is not used of them is left out, and no importer copies a namespace getter by getter,
 * which cost a fifth of the start. Node itself cannot load these files, so the sources name the CommonJS ones.
 */
export const fpTsEsModules: Plugin = {
  name: 'functional-es-modules',
  setup: (build) => {
    build.onResolve({ filter: /^fp-ts\/lib\/|^io-ts$/ }, ({ path, kind, importer, resolveDir }) =>
      build.resolve(path === 'io-ts' ? 'io-ts/es6/index.js' : path.replace('/lib/', '/es6/'), {
        kind,
        importer,
        resolveDir,
      }),
    );
    build.onLoad({ filter: /[\\/]fp-ts[\\/]es6[\\/]function\.js$/ }, async ({ path }) => ({
      contents: withoutCopies(await readFile(path, 'utf8')),
    }));
  },
};
