import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import test from 'ava';

const folder = fileURLToPath(new URL('../../.github/workflows/', import.meta.url));

type Workflow = Readonly<{ name: string; head: string; jobs: ReadonlyArray<string> }>;

const workflows = readdirSync(folder).map((name): Workflow => {
  const [head = '', jobs = ''] = readFileSync(`${folder}${name}`, 'utf8').split(/^jobs:$/m);
  return { name, head, jobs: jobs.split(/^(?= {2}[\w-]+:$)/m).filter((job) => job.trim() !== '') };
});

const runsTests = /npm (?:run )?test|\.ci\/run|\bava\b/;

test('runs tests only in jobs without an identity', (t) => {
  const jobs = workflows.flatMap((workflow) => workflow.jobs);
  const withIdentity = jobs.filter((job) => job.includes('id-token: write'));
  t.is(withIdentity.length, 1);
  t.true(jobs.filter((job) => runsTests.test(job)).length >= 2);
  withIdentity.forEach((job) => {
    t.notRegex(job, runsTests);
    t.regex(job, /^ {4}needs: test$/m);
  });
  workflows.forEach(({ name, head }) => {
    t.regex(head, /^permissions:\n {2}contents: read\n(?! )/m, name);
  });
});

test('pins every action to a commit, and the Pulumi CLI to a version', (t) => {
  const steps = workflows.flatMap(({ jobs }) => jobs.flatMap((job) => job.split(/^ {6}- /m)));
  const actions = steps.flatMap((step) => /uses: (\S+)/.exec(step)?.[1] ?? []);
  t.true(actions.length >= 8);
  t.deepEqual(
    actions.filter((action) => !/@[0-9a-f]{40}$/.test(action)),
    [],
  );
  const installing = steps.filter((step) => step.includes('uses: pulumi/actions@'));
  t.is(installing.length, 2);
  installing.forEach((step) => {
    t.regex(step, /pulumi-version: \d+\.\d+\.\d+\b/);
  });
});
