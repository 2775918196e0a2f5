import test from 'ava';
import {
  type Deployment,
  ofType,
  plainSettings,
  pollingSettings,
  registeredResources,
  settingsWithSlack,
} from '../infra/registered-resources.ts';
import { codeIn, codeSpans, documents, rowsIn, section } from './documents.ts';

type Policy = Readonly<{ displayName: string; conditions: ReadonlyArray<unknown> }>;
type Metric = Readonly<{ name: string; metricDescriptor: Readonly<{ labels?: ReadonlyArray<{ key: string }> }> }>;

const everything = { ...settingsWithSlack(), polling: pollingSettings.polling };
const stack = await registeredResources(everything);
const bare = await registeredResources(plainSettings);
const withSlack = await registeredResources(settingsWithSlack());
const byDefault = await registeredResources({ ...everything, silenceDays: 0 });
const outputNames = Object.keys(stack.outputs);

test('docs/deploy.md describes every output, and no other', (t) => {
  const rows = rowsIn(section('docs/deploy.md', 'What is created'));
  const described = rows.flatMap(([names]) => codeSpans(names));
  t.deepEqual([...described].sort(), [...outputNames].sort());
});

for (const document of documents) {
  test(`${document.name} asks only for outputs that exist`, (t) => {
    const named = [
      ...codeIn(document)
        .join('\n')
        .matchAll(/pulumi stack output (\w+)/g),
    ].map(([, name = '']) => name);
    t.deepEqual(
      named.filter((name) => !outputNames.includes(name)),
      [],
    );
  });
}

const policies = ofType(stack, 'alertPolicy:AlertPolicy').map(({ inputs }) => inputs as Policy);

test('docs/operate.md describes every alert, and no other', (t) => {
  const described = rowsIn(section('docs/operate.md', 'Alerts')).map(([name = '']) => name);
  t.deepEqual(described.sort(), policies.map(({ displayName }) => displayName.replace('StatusWatch: ', '')).sort());
});

test('docs/operate.md describes every metric with its labels, and no other', (t) => {
  const described = rowsIn(section('docs/operate.md', 'Dashboard and metrics')).map(([name, , labels]) => [
    codeSpans(name).join(''),
    [...codeSpans(labels)].sort(),
  ]);
  const metrics = ofType(stack, 'metric:Metric').map(({ inputs }) => {
    const { name, metricDescriptor } = inputs as Metric;
    return [name.replace(/.*\//, ''), (metricDescriptor.labels ?? []).map(({ key }) => key).sort()];
  });
  t.deepEqual(described.sort(), metrics.sort());
});

test('docs/operate.md counts the alert conditions that are billed', (t) => {
  const conditionsOf = ({ resources }: Deployment) =>
    resources.filter(({ type }) => type.endsWith('alertPolicy:AlertPolicy')).length;
  const counts = [bare, withSlack, byDefault].map(conditionsOf);
  t.regex(
    section('docs/operate.md', 'Cost'),
    new RegExp(
      ` for ${counts[0]}; [\\d.]+ for ${counts[1]} with Slack; [\\d.]+ for ${counts[2]} with Slack and polling`,
    ),
  );
});

test('docs/deploy.md enables every API that the stack uses before the first deployment', (t) => {
  const enabled = section('docs/deploy.md', 'Before the first deployment').match(/\b[a-z]+\.googleapis\.com/g) ?? [];
  const used = ofType(stack, 'projects/service:Service').map(({ inputs }) => inputs['service']);
  t.deepEqual([...enabled].sort(), [...used, 'serviceusage.googleapis.com'].sort());
});
