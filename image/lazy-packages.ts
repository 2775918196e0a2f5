import type { Plugin } from 'esbuild';

// Express and winston require these at the start, for what no delivery needs.
const packages: ReadonlySet<string> = new Set([
  '@colors/colors/safe',
  'accepts',
  'content-disposition',
  'http-errors',
  'lodash.mapvalues',
  'mime-types',
  'qs',
  'send',
  'serve-static',
  'statuses',
]);

const lazyModule = (file: string): string => `
  const load = () => require(${JSON.stringify(file)});
  module.exports = new Proxy(function () {}, {
    get: (_, name) => load()[name],
    apply: (_, self, parameters) => Reflect.apply(load(), self, parameters),
  });`;

/** Evaluates packages when one of their exports is first used, not when they are required: a fifth of the start. */
export const lazyPackages: Plugin = {
  name: 'lazy-packages',
  setup: (build) => {
    build.onResolve({ filter: /^[^./]/ }, async ({ path, kind, importer, resolveDir, namespace }) => {
      if (namespace === 'lazy-package' || !packages.has(path)) {
        return undefined;
      }
      const { path: file, errors } = await build.resolve(path, {
        kind,
        importer,
        resolveDir,
        namespace: 'lazy-package',
      });
      return { path: file, errors, namespace: 'lazy-package' };
    });
    build.onLoad({ filter: /./, namespace: 'lazy-package' }, ({ path }) => ({
      contents: lazyModule(path),
      resolveDir: '/',
    }));
  },
};
