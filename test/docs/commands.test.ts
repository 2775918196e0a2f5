import { existsSync, readdirSync } from 'node:fs';
import test from 'ava';
import { codeIn, codeSpans, documents, read, rootPath, rowsIn, section } from './documents.ts';

const { scripts } = JSON.parse(read('package.json')) as Readonly<{ scripts: Readonly<Record<string, string>> }>;

const npmCommands = ['ci', 'exec'];

for (const document of documents) {
  const code = codeIn(document);

  test(`${document.name} names only npm scripts that exist`, (t) => {
    const named = code.flatMap((text) =>
      [...text.matchAll(/\bnpm (?:run )?([a-z][a-z:]*)/g)].map(([, script = '']) => script),
    );
    t.deepEqual(
      named.filter((script) => !npmCommands.includes(script) && scripts[script] === undefined),
      [],
    );
  });

  test(`${document.name} names only files that exist`, (t) => {
    const named = code.filter((text) => /^(?:\.ci|\.github|bench|image|infra|service|test)(?:\/[\w.-]+)*$/.test(text));
    t.deepEqual(
      named.filter((file) => !existsSync(rootPath(file))),
      [],
    );
  });
}

test('every npm script that a person calls is described', (t) => {
  const described = documents.flatMap(codeIn).join('\n');
  t.deepEqual(
    Object.keys(scripts).filter(
      (script) => !script.startsWith('check:') && !new RegExp(`\\bnpm (?:run )?${script}(?![\\w:])`).test(described),
    ),
    [],
  );
});

test('docs/architecture.md describes every folder of the code', (t) => {
  const folders = [
    ...readdirSync(rootPath('service')).map((folder) => `service/${folder}`),
    ...readdirSync(rootPath('.'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && /^[a-z]/.test(entry.name))
      .map(({ name }) => name)
      .filter((name) => !['service', 'docs', 'node_modules', 'coverage', 'dist'].includes(name)),
  ];
  const described = rowsIn(section('docs/architecture.md', 'Folders')).flatMap(([folder]) => codeSpans(folder));
  t.deepEqual(described.sort(), folders.sort());
});
