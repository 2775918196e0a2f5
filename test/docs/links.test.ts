import { existsSync, globSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { type Document, documents, read, rootPath, withoutCodeBlocks } from './documents.ts';

// https://github.com/gjtorikian/html-pipeline/blob/main/lib/html_pipeline/node_filter/table_of_contents_filter.rb
const anchorOf = (heading: string) =>
  heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

const anchorsIn = (document: Document) =>
  [...withoutCodeBlocks(document).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading));

const linksIn = (document: Document) =>
  [...withoutCodeBlocks(document).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target));

const brokenLinks = (document: Document) =>
  linksIn(document).filter((link) => {
    const [file = '', anchor] = link.split('#');
    const target = file === '' ? document.name : path.posix.join(path.posix.dirname(document.name), file);
    if (!existsSync(rootPath(target))) return true;
    return anchor !== undefined && !anchorsIn({ name: target, text: read(target) }).includes(anchor);
  });

for (const document of documents) {
  test(`every relative link of ${document.name} leads to a file and to a heading in it`, (t) => {
    t.deepEqual(brokenLinks(document), []);
  });
}

test('the README leads to every other document', (t) => {
  const linked = linksIn({ name: 'README.md', text: read('README.md') }).map((link) => link.replace(/#.*/, ''));
  const others = documents.map(({ name }) => name).filter((name) => name !== 'README.md');
  t.true(others.length >= 9);
  t.deepEqual(
    others.filter((name) => !linked.includes(name)),
    [],
  );
});

test('every section that the code refers to as "…" in the documentation exists', (t) => {
  const sources = globSync(['infra/**/*.ts', 'service/**/*.ts'], { cwd: rootPath('.') });
  const named = sources.flatMap((source) =>
    [...read(source).matchAll(/"([A-Z][^"]*)" in the documentation/g)].map(([, heading = '']) => anchorOf(heading)),
  );
  const anchors = documents.flatMap(anchorsIn);
  t.true(named.length > 0);
  t.deepEqual(
    named.filter((heading) => !anchors.includes(heading)),
    [],
  );
});
