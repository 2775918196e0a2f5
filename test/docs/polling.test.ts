import test from 'ava';
import { knownPages } from '../../service/pages/known-pages.ts';
import { pageProducts } from '../../service/pages/products/products.ts';
import { betterStackDocuments, report } from '../pages/helpers/better-stack-documents.ts';
import { googleIncident, googlePaths } from '../pages/helpers/google-documents.ts';
import { activeSlackIncident, slackDocuments, slackPaths } from '../pages/helpers/slack-documents.ts';
import { codeSpans, rowsIn, section } from './documents.ts';

const [addressed, named] = rowsIn(section('docs/polling.md', 'Which pages push')).reduce<
  readonly [ReadonlyArray<readonly [string, string]>, ReadonlyArray<string>]
>(
  ([pages, others], [page = '']) => {
    const [origin] = codeSpans(page);
    return origin === undefined
      ? [pages, [...others, ...page.split(', ')]]
      : [[...pages, [page.replace(/ `.*/, ''), origin]], others];
  },
  [[], []],
);

test('docs/polling.md gives every page the address that the commands know', (t) => {
  t.true(addressed.length > 0);
  t.deepEqual(
    addressed.filter(([name, origin]) => knownPages.get(name) !== origin),
    [],
  );
});

test('docs/polling.md names every page that the commands know', (t) => {
  const names = new Set([...addressed.map(([name]) => name), ...named]);
  t.deepEqual(
    [...knownPages.keys()].filter((name) => !names.has(name)),
    [],
  );
});

const googleList = (word: string) => [
  {
    ...googleIncident,
    status_impact: undefined,
    severity: undefined,
    [word.includes('_') ? 'status_impact' : 'severity']: word,
  },
];

const documentsSaying: Readonly<Record<string, (word: string) => object>> = {
  'Google Cloud': (word) => ({ [googlePaths.cloud]: googleList(word) }),
  'Google Workspace': (word) => ({ [googlePaths.workspace]: googleList(word) }),
  Slack: (type) => ({
    ...slackDocuments,
    [slackPaths.current]: { status: 'active', active_incidents: [{ ...activeSlackIncident, type }] },
  }),
  'Better Stack': (aggregate_state) => betterStackDocuments(report('1', { aggregate_state, affected_resources: [] })),
};

const mapped = rowsIn(section('docs/polling.md', 'Impacts of other products')).flatMap(
  ([products = '', words = '', impact = '']) =>
    products
      .split(', ')
      .flatMap((product) => codeSpans(words).map((word) => ({ product, word, impact: codeSpans(impact)[0] }))),
);

test('docs/polling.md maps every other product', (t) => {
  t.deepEqual([...new Set(mapped.map(({ product }) => product))].toSorted(), Object.keys(documentsSaying).toSorted());
});

for (const { product: name, word, impact } of mapped) {
  test(`docs/polling.md is right that ${word} at ${name} is ${String(impact)}`, (t) => {
    const documents = new Map(Object.entries(documentsSaying[name]?.(word) ?? {}));
    const content = pageProducts
      .find((product) => product.name === name)
      ?.decode(documents, { origin: 'https://status.example.com', readAt: new Date(), providerOf: () => name });
    t.like(content, { right: { incidents: [{ incident: { impact } }] } });
  });
}
