import type { Plugin } from 'esbuild';

/**
 * Replaces packages, by name, with CommonJS source text where a file that matches `importers` imports them. Imports of files
 * inside them are not affected.
 */
export const replacePackages = (replacements: Readonly<Record<string, string>>, importers = /./): Plugin => ({
  name: 'replace-packages',
  setup: (build) => {
    build.onResolve({ filter: /^[^./]/ }, ({ path, resolveDir, importer }) =>
      path in replacements && importers.test(importer)
        ? { path, namespace: 'replaced-package', pluginData: resolveDir }
        : undefined,
    );
    build.onLoad({ filter: /./, namespace: 'replaced-package' }, ({ path, pluginData }) => ({
      contents: replacements[path] ?? '',
      resolveDir: pluginData as string,
    }));
  },
});
