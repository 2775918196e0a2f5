import type { Plugin } from 'esbuild';

/** Puts CommonJS text in the place of whole packages, by their names; deep imports of the same packages stay as they are. */
export const replacePackages = (replacements: Readonly<Record<string, string>>): Plugin => ({
  name: 'replace-packages',
  setup: (build) => {
    build.onResolve({ filter: /^[^./]/ }, ({ path, resolveDir }) =>
      path in replacements ? { path, namespace: 'replaced', pluginData: resolveDir } : undefined,
    );
    build.onLoad({ filter: /./, namespace: 'replaced' }, ({ path, pluginData }) => ({
      contents: replacements[path] ?? '',
      resolveDir: pluginData as string,
    }));
  },
});
