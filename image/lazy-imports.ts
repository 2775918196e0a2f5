import type { Plugin } from 'esbuild';

/**
 * Leaves what is imported dynamically in a file of its own, at the same place relative to the importing one as its source,
 * so that a start does not read it.
 */
export const lazyImports: Plugin = {
  name: 'lazy-imports',
  setup: (build) => {
    build.onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path: path.replace(/\.ts$/, '.cjs'), namespace: 'lazy-import' } : undefined,
    );
    // boot.cjs gives a bundle its own `require`, which starts elsewhere.
    build.onLoad({ filter: /./, namespace: 'lazy-import' }, ({ path }) => ({
      contents: `module.exports = require(require('node:path').join(__dirname, ${JSON.stringify(path)}));`,
    }));
  },
};
