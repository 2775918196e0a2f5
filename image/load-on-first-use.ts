import type { Plugin } from 'esbuild';

const standIn = (file: string): string => `
  const loaded = () => require(${JSON.stringify(file)});
  module.exports = new Proxy(function () {}, {
    get: (_, name) => loaded()[name],
    apply: (_, self, parameters) => Reflect.apply(loaded(), self, parameters),
  });`;

/** Evaluates packages when one of their exports is first read or called, rather than when they are required. */
export const loadOnFirstUse = (packages: ReadonlyArray<string>): Plugin => ({
  name: 'load-on-first-use',
  setup: (build) => {
    build.onResolve({ filter: /^[^./]/ }, async ({ path, kind, importer, resolveDir, namespace }) => {
      if (namespace === 'on-first-use' || !packages.includes(path)) {
        return undefined;
      }
      const { path: file, errors } = await build.resolve(path, {
        kind,
        importer,
        resolveDir,
        namespace: 'on-first-use',
      });
      return { path: file, errors, namespace: 'on-first-use' };
    });
    build.onLoad({ filter: /./, namespace: 'on-first-use' }, ({ path }) => ({
      contents: standIn(path),
      resolveDir: '/',
    }));
  },
});
