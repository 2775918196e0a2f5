import test, { type ExecutionContext } from 'ava';
import { runCli } from '../../helpers/run-cli.ts';
import { betterStackDocuments, openReport } from '../../pages/helpers/better-stack-documents.ts';
import { type FakePage, fakePage } from '../../pages/helpers/fake-page.ts';
import { googleCloudDocuments, googleIncident } from '../../pages/helpers/google-documents.ts';
import {
  incident,
  incidentIoDocuments,
  maintenance,
  paths,
  statuspageDocuments,
} from '../../pages/helpers/page-documents.ts';
import { quietSlackDocuments, slackDocuments } from '../../pages/helpers/slack-documents.ts';

const summary = statuspageDocuments[paths.summary];

const pageWith = (t: ExecutionContext, fields: object): Promise<FakePage> =>
  fakePage(t, {
    [paths.summary]: { ...summary, components: [], incidents: [], scheduled_maintenances: [], ...fields },
    [paths.incidents]: { page: summary.page, incidents: [] },
    [paths.maintenances]: { page: summary.page, scheduled_maintenances: [] },
  });

test('prints what is broken, and exits with 1, though another page cannot be read', async (t) => {
  const [broken, unreadable] = await Promise.all([fakePage(t, statuspageDocuments), fakePage(t)]);
  const { code, stdout } = await runCli(t, 'status', [broken.origin, unreadable.origin]);
  t.is(code, 1);
  t.deepEqual(stdout.trim().split('\n'), [
    'Example incident "Failing uploads": identified, impact major (Storage - Uploads) since 2026-05-04 09:02 UTC https://stspg.example.com/m8cz2r5jw9pf',
    'Example component "Uploads": major_outage',
    `${new URL(unreadable.origin).host}: unknown, its page cannot be read (not found)`,
  ]);
});

test('exits with 0 when nothing is broken: not by what is over, planned, or under maintenance', async (t) => {
  const component = { ...summary.components[0], status: 'under_maintenance' };
  const running = { ...maintenance, status: 'in_progress' };
  const page = await pageWith(t, {
    components: [component],
    incidents: [{ ...incident, status: 'resolved' }],
    scheduled_maintenances: [running, { ...maintenance, id: 'later' }],
  });
  const { code, stdout } = await runCli(t, 'status', [], { POLL_PAGES: `Acme=${page.origin}` });
  t.is(code, 0);
  t.deepEqual(stdout.trim().split('\n'), [
    'Acme: nothing is broken',
    'Acme maintenance "Database upgrade": in_progress, impact maintenance since 2026-05-09 22:00 UTC https://stspg.example.com/q3xv7b1ncz8d',
  ]);
});

test('reads pages of incident.io, and finds a page by the name that POLL_PAGES gives it', async (t) => {
  const page = await fakePage(t, incidentIoDocuments);
  const { code, stdout } = await runCli(t, 'status', ['acme'], { POLL_PAGES: `Acme=${page.origin}` });
  t.is(code, 1);
  t.regex(stdout, /^Acme incident "Elevated errors": investigating/);
});

test('exits with 2 when it is unknown whether something is broken', async (t) => {
  const odd = await pageWith(t, { incidents: [{ ...incident, name: undefined }] });
  const stale = await pageWith(t, {});
  stale.always((response) => {
    const { [paths.summary]: document } = statuspageDocuments;
    response.writeHead(200, { 'content-type': 'application/json', age: '3000' });
    response.end(JSON.stringify({ ...document, components: [], incidents: [], scheduled_maintenances: [] }));
  });
  const { code, stdout } = await runCli(t, 'status', [odd.origin, stale.origin]);
  t.is(code, 2);
  t.deepEqual(stdout.trim().split('\n'), [
    'Example: unknown, part of its answer was not understood',
    'Example: unknown, a cache answered with what may be old',
  ]);
});

test('exits with 2 and says what was expected, before it asks any page', async (t) => {
  const page = await pageWith(t, {});
  t.deepEqual(await runCli(t, 'status', []), {
    code: 2,
    stdout: '',
    stderr:
      'status: expected a page, such as github or https://status.example.com, or POLL_PAGES in .env\nTry "npm run status -- --help".\n',
  });
  const misspelt = await runCli(t, 'status', [page.origin, 'gihtub']);
  t.is(misspelt.code, 2);
  t.regex(misspelt.stderr, /^status: "gihtub": expected an address .* or one of .*GitHub/);
  const setting = await runCli(t, 'status', [page.origin], { POLL_PAGES: 'nonsense' });
  t.is(setting.code, 2);
  t.regex(setting.stderr, /^status: POLL_PAGES: expected https origins/);
  t.is((await runCli(t, 'status', ['--loud'])).code, 2);
  t.deepEqual(page.requests, []);
});

test('shows its help', async (t) => {
  const { code, stdout } = await runCli(t, 'status', ['--help'], { POLL_PAGES: 'nonsense' });
  t.is(code, 0);
  t.regex(stdout, /^Usage: npm run status/);
});

test('reads the page of Google Cloud', async (t) => {
  const page = await fakePage(t, googleCloudDocuments);
  const { code, stdout } = await runCli(t, 'status', [page.origin]);
  t.is(code, 1);
  t.is(
    stdout,
    `Google Cloud incident "Customers of Example Engine see unreachable virtual machines.": active, impact major (Example Engine (renamed), Hybrid Example) since 2026-05-04 17:00 UTC ${page.origin}/incidents/${googleIncident.id}\n`,
  );
});

test('reads the page of Slack', async (t) => {
  const broken = await fakePage(t, slackDocuments);
  const quiet = await fakePage(t, quietSlackDocuments);
  const { code, stdout } = await runCli(t, 'status', [broken.origin, quiet.origin]);
  t.is(code, 1);
  t.deepEqual(stdout.trim().split('\n'), [
    'Slack incident "Trouble using the search bar for some admins": active, impact minor (Search, Apps/Integrations/APIs) since 2026-05-04 15:22 UTC https://slack-status.com/2026-05/1db1f200d4200000',
    'Slack: nothing is broken',
  ]);
});

test('reads pages of Better Stack', async (t) => {
  const page = await fakePage(t, betterStackDocuments(openReport));
  const { code, stdout } = await runCli(t, 'status', [page.origin]);
  t.is(code, 1);
  t.deepEqual(stdout.trim().split('\n'), [
    `Example AI incident "Slow answers": active, impact major (Example 3, Example 3 Fast) since 2026-05-04 09:00 UTC ${page.origin}/incident/951865`,
    'Example AI component "Example 3": major_outage',
    'Example AI component "Example 3 Fast": degraded_performance',
  ]);
});
