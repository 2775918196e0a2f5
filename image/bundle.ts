import { copyFile, mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { fpTsEsModules } from './fp-ts-es-modules.ts';
import { lazyImports } from './lazy-imports.ts';
import { lazyPackages } from './lazy-packages.ts';
import { loggingWithoutClient } from './logging-without-client.ts';
import { programs } from './programs.ts';
import { replacePackages } from './replace-packages.ts';

const repository = path.join(import.meta.dirname, '..');

const expressWithoutExtras = {
  // Reads bodies, with 0.5 MB of character sets; http/read-body.ts does it here.
  'body-parser': '',
  // Tells a developer of express, who sets DEBUG, how a request is routed; it asks for colours and a terminal first.
  debug: 'module.exports = () => () => undefined;',
  // Warns a developer of express's old functions; wherever it is required it takes a stack trace, 2 ms of 37 at the start.
  depd: 'module.exports = () => Object.assign(() => undefined, { function: (old) => old, property: () => undefined });',
};

// Express and winston require them for what a delivery does not need: a quarter of the start.
const unusedByDeliveries = [
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
];

const docsFiles = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

// What programs import only once they need it.
const lazilyImported = ['service/slack/slack-target'];

const bundleFile = async (source: string, directory: string): Promise<void> => {
  const file = `${source}.cjs`;
  await build({
    absWorkingDir: repository,
    entryPoints: [`${source}.ts`],
    outfile: path.join(directory, 'app', file),
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    // Names stay, so that a stack trace tells where it was. Shorter ones start no faster; keepNames would make a call for each
    // function that is created, in every request too.
    minifySyntax: true,
    minifyWhitespace: true,
    // Node prints the line that threw.
    lineLimit: 200,
    sourcemap: 'external',
    sourcesContent: false,
    legalComments: 'none',
    define: { 'import.meta.dirname': '__dirname', 'process.env.NODE_ENV': '"production"' },
    plugins: [
      replacePackages({ ...loggingWithoutClient, ...expressWithoutExtras }),
      lazyPackages(unusedByDeliveries),
      fpTsEsModules,
      lazyImports,
    ],
  });
  const sourceMap = path.join(directory, 'source-maps', `${file}.map`);
  await mkdir(path.dirname(sourceMap), { recursive: true });
  await rename(path.join(directory, 'app', `${file}.map`), sourceMap);
};

const copyInto = async (directory: string, from: string, files: ReadonlyArray<string>): Promise<void> => {
  await mkdir(directory, { recursive: true });
  await Promise.all(files.map((file) => copyFile(path.join(repository, from, file), path.join(directory, file))));
};

/**
 * Makes `app`, which is all that the image holds, and `source-maps` in a directory.
 * Paths in `app` are as in the repository, so that programs find files relative to themselves in both.
 */
export const bundle = async (directory: string): Promise<void> => {
  const swaggerUi = 'node_modules/swagger-ui-dist';
  await Promise.all([
    ...Object.keys(programs).map((program) => bundleFile(`service/programs/${program}/main`, directory)),
    ...lazilyImported.map((source) => bundleFile(source, directory)),
    copyInto(path.join(directory, 'app', swaggerUi), swaggerUi, docsFiles),
    copyInto(path.join(directory, 'app'), 'image', ['boot.cjs']),
  ]);
};
