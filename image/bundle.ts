import { copyFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { build } from 'esbuild';
import { compressedName, contentEncodings, docsFiles } from '../service/http/docs-page.ts';
import { expressWithoutBodyParser } from './express-without-body-parser.ts';
import { fpTsEsModules } from './fp-ts-es-modules.ts';
import { fpTsFastDual } from './fp-ts-fast-dual.ts';
import { lazyImports } from './lazy-imports.ts';
import { lazyPackages } from './lazy-packages.ts';
import { loggingWithoutAuthentication, loggingWithoutClient } from './logging-without-client.ts';
import { mcpWithoutValidator } from './mcp-without-validator.ts';
import { programs } from './programs.ts';
import { replacePackages } from './replace-packages.ts';

const repository = path.join(import.meta.dirname, '..');

const swaggerUi = 'node_modules/swagger-ui-dist';

const boardAssets = 'service/programs/board/assets';

const mcpEndpoint = 'service/programs/board/mcp-endpoint';

const lazilyImported = [
  'service/targets/open-target',
  'service/slack/slack-target',
  'service/teams/announce-to-teams',
  'service/pagerduty/announce-to-pagerduty',
  'service/google-chat/announce-to-google-chat',
  'service/outgoing-webhook/announce-to-outgoing-webhook',
  'service/history/open-history',
  'service/programs/receiver/polling',
  'service/programs/board/local-board',
  mcpEndpoint,
];

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
    // Identifiers stay, so that stack traces name our functions; shorter ones start no faster.
    minifySyntax: true,
    minifyWhitespace: true,
    // But for this one, which is nearly all the SDK's: 0.1 MB less.
    minifyIdentifiers: source === mcpEndpoint,
    // Node prints the line that threw.
    lineLimit: 200,
    sourcemap: 'external',
    sourcesContent: false,
    legalComments: 'none',
    define: { 'import.meta.dirname': '__dirname', 'process.env.NODE_ENV': '"production"' },
    plugins: [
      replacePackages({ ...loggingWithoutClient, ...expressWithoutBodyParser, ...mcpWithoutValidator }),
      replacePackages(loggingWithoutAuthentication, /[\\/]node_modules[\\/]/),
      lazyPackages,
      fpTsEsModules,
      fpTsFastDual,
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

const compressors = { br: promisify(brotliCompress), gzip: promisify(gzip) };

// Compressed alone, as they are asked for.
const writeDocs = async (directory: string): Promise<void> => {
  await copyInto(
    directory,
    swaggerUi,
    docsFiles.filter((file) => file.endsWith('.png')),
  );
  const textFiles = docsFiles.filter((file) => !file.endsWith('.png'));
  await Promise.all(
    textFiles.flatMap((file) =>
      contentEncodings.map(async (encoding) => {
        const content = await readFile(path.join(repository, swaggerUi, file));
        await writeFile(path.join(directory, compressedName(file, encoding)), await compressors[encoding](content));
      }),
    ),
  );
};

/**
 * Writes `app`, the content of the image, and `source-maps` to a directory. Paths in `app` are those of the repository, so
 * that programs find files relative to themselves in both.
 */
export const bundle = async (directory: string): Promise<void> => {
  await Promise.all([
    ...Object.keys(programs).map((program) => bundleFile(`service/programs/${program}/main`, directory)),
    ...lazilyImported.map((source) => bundleFile(source, directory)),
    writeDocs(path.join(directory, 'app', swaggerUi)),
    copyInto(path.join(directory, 'app', boardAssets), boardAssets, ['board.css', 'board.js']),
    copyInto(path.join(directory, 'app'), 'image', ['boot.cjs']),
  ]);
};
