import path from 'node:path';
import type { Plugin } from 'esbuild';

/** Keeps a module that is imported dynamically in a bundle of its own, at the path of its source, so that a start does not read it. */
export const lazyImports: Plugin = {
  name: 'lazy-imports',
  setup: (build) => {
    const { absWorkingDir = '', entryPoints } = build.initialOptions;
    const [entryPoint] = Array.isArray(entryPoints) ? entryPoints : [];
    const bundleDirectory = path.join(absWorkingDir, path.dirname(typeof entryPoint === 'string' ? entryPoint : ''));
    build.onResolve({ filter: /^\.\.?\/.*\.ts$/ }, ({ path: source, resolveDir, kind }) =>
      kind === 'dynamic-import'
        ? {
            path: path.relative(bundleDirectory, path.join(resolveDir, source)).replace(/\.ts$/, '.cjs'),
            namespace: 'lazy-import',
          }
        : undefined,
    );
    // The `require` of a bundle is that of boot.cjs, which resolves paths from another folder.
    build.onLoad({ filter: /./, namespace: 'lazy-import' }, ({ path: bundle }) => ({
      contents: `module.exports = require(require('node:path').join(__dirname, ${JSON.stringify(bundle)}));`,
    }));
  },
};
