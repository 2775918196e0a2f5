import type { Plugin } from 'esbuild';

/**
 * Takes fp-ts and io-ts as ES modules: what is not used of them is left out, and no importer copies a namespace getter by getter,
 * which cost a fifth of the start. Node itself cannot load these files, so the sources name the CommonJS ones.
 */
export const functionalEsModules: Plugin = {
  name: 'functional-es-modules',
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
