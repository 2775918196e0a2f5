import type { Plugin } from 'esbuild';

/**
 * Bundles fp-ts and io-ts from their ES modules, which esbuild reduces to what is used: a fifth of the start and a tenth of a
 * delivery. Node itself cannot load these files, so the sources import the CommonJS ones.
 */
export const fpTsEsModules: Plugin = {
  name: 'fp-ts-es-modules',
  setup: (build) => {
    build.onResolve({ filter: /^fp-ts\/lib\/|^io-ts$/ }, ({ path, kind, importer, resolveDir }) =>
      build.resolve(path === 'io-ts' ? 'io-ts/es6/index.js' : path.replace('/lib/', '/es6/'), {
        kind,
        importer,
        resolveDir,
      }),
    );
  },
};
