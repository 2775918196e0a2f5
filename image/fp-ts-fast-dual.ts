import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

const generalCase = 'return function () {\n        var args = Array.from(arguments);';

const fastCase = `if (arity === 2) return function (first, second) {
        return arguments.length > 1 ? body(first, second) : function (self) { return body(self, first); };
    };
    `;

/** Lets fp-ts's `dual`, through which every `chain` goes, take two arguments without copying them: 6 % of a delivery. */
export const fpTsFastDual: Plugin = {
  name: 'fp-ts-fast-dual',
  setup: (build) => {
    build.onLoad({ filter: /[\\/]fp-ts[\\/]es6[\\/]function\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      if (!source.includes(generalCase)) {
        throw new Error('fp-ts has changed `dual`: check whether it still copies its arguments');
      }
      return { contents: source.replace(generalCase, fastCase + generalCase) };
    });
  },
};
