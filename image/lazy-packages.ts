import type { Plugin } from 'esbuild';

const standIn = (file: string): string => `
  const loaded = () => require(${JSON.stringify(file)});
  module.exports = new Proxy(function () {}, {
    get: (_, name) => loaded()[name],
    apply: (_, self, parameters) => Reflect.apply(loaded(), self, parameters),
  });`;

/** Evaluates packages when one of their exports is first read or called, rather than when they are required. */
export const lazyPackages = (packages: ReadonlyArray<string>): Plugin => ({
  name: 'lazy-packages',
  setup: (build) => {
    build.onResolve({ filter: /^[^./]/ }, async ({ path, kind, importer, resolveDir, namespace }) => {
      if (namespace === 'lazy-package' || !packages.includes(path)) {
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
      contents: standIn(path),
      resolveDir: '/',
    }));
  },
});
