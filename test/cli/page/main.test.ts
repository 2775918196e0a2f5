import test from 'ava';
import { runCli } from '../../helpers/run-cli.ts';
import { fakePage } from '../../pages/helpers/fake-page.ts';
import {
  incidentIoDocuments,
  incidentIoId,
  paths,
  statuspageDocuments,
  statuspageId,
} from '../../pages/helpers/page-documents.ts';

test('says all that somebody who wants to follow a page has to know', async (t) => {
  const page = await fakePage(t, statuspageDocuments);
  const { code, stdout } = await runCli(t, 'page', [`${page.origin}/incidents/m8cz2r5jw9pf`]);
  t.is(code, 0);
  t.is(
    stdout,
    `Name        Example
Address     ${page.origin}
Product     Statuspage
Page id     ${statuspageId}
Status      Partial System Outage
Open        Example incident "Failing uploads": identified, impact major (Storage - Uploads) https://stspg.example.com/m8cz2r5jw9pf
            Example maintenance "Database upgrade": scheduled, impact maintenance https://stspg.example.com/q3xv7b1ncz8d
Components  Uploads (c7nf5x1tq0ab): major_outage

To poll it, put into .env (several pages are separated by commas):
  POLL_PAGES='Example=${page.origin}'

Statuspage can push. If the page's owner allows it, which cannot be read from the page's API,
"Subscribe to updates" on the page has a webhook tab (<>): enter
  https://<your host>/webhook/statuspage/<the token in STATUSPAGE_WEBHOOK_TOKEN>
and name the page, whose deliveries hold only its id, in .env:
  STATUSPAGE_PAGES='${statuspageId}=Example'
`,
  );
});

test('says of a product without webhooks that it is to be polled', async (t) => {
  const page = await fakePage(t, incidentIoDocuments);
  const { code, stdout } = await runCli(t, 'page', [page.origin]);
  t.is(code, 0);
  t.true(stdout.includes(`Page id     ${incidentIoId}\n`));
  t.true(stdout.endsWith('StatusWatch takes no webhooks from pages of incident.io: poll it.\n'));
  t.false(stdout.includes('STATUSPAGE_PAGES'));
});

test('prints a line that can be pasted, whatever the page is called', async (t) => {
  const { page: itself, ...summary } = statuspageDocuments[paths.summary];
  const name = "Bob's, a=b; $(rm)";
  const page = await fakePage(t, {
    ...statuspageDocuments,
    [paths.summary]: { ...summary, page: { ...itself, name } },
  });
  const { stdout } = await runCli(t, 'page', [page.origin]);
  t.true(stdout.includes(`  POLL_PAGES='${page.origin}'\n`));
  t.false(stdout.includes('STATUSPAGE_PAGES='));
});

test('exits with 1 and says why when a page cannot be read', async (t) => {
  const page = await fakePage(t);
  page.always((response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Are you human?</title>');
  });
  t.deepEqual(await runCli(t, 'page', [page.origin]), {
    code: 1,
    stdout: '',
    stderr: `page: ${page.origin} cannot be read: it answered with something other than JSON, such as a challenge for bots or a page of another product\n`,
  });
});

test('exits with 2 where it cannot make sense of what it was given', async (t) => {
  t.deepEqual(await runCli(t, 'page', []), {
    code: 2,
    stdout: '',
    stderr: 'page: expected one page, got 0\nTry "npm run page -- --help".\n',
  });
  t.is((await runCli(t, 'page', ['github', 'openai'])).code, 2);
  t.is((await runCli(t, 'page', ['nobody'])).code, 2);
});

test('shows its help', async (t) => {
  const { code, stdout } = await runCli(t, 'page', ['-h']);
  t.is(code, 0);
  t.regex(stdout, /^Usage: npm run page/);
});
