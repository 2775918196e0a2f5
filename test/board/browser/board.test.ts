import type { ExecutionContext } from 'ava';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { newId } from '../../../service/rehearsal/new-id.ts';
import { scenarios } from '../../../service/rehearsal/scenarios.ts';
import { mainOf, startProgram } from '../../helpers/start-program.ts';
import { browserTest, openPage } from './browser.ts';

const pageId = 'q7x2m9k4hw3t';

type Receiver = Readonly<{ board: string; deliver: (payload: unknown) => Promise<void> }>;

const startReceiver = async (t: ExecutionContext): Promise<Receiver> => {
  const program = startProgram(t, [mainOf('programs/receiver')], { env: { STATUSPAGE_PAGES: `${pageId}=Acme` } });
  const webhook = `${await program.origin()}/webhook/statuspage`;
  const [, board = ''] = /Board: (\S+)\. /.exec((await program.logged(/^Listening/)).message) ?? [];
  return {
    board,
    deliver: async (payload) => {
      const { status } = await fetch(webhook, { method: 'POST', body: JSON.stringify(payload) });
      t.is(status, 200);
    },
  };
};

const deliveriesOf = (scenario: string): ReadonlyArray<unknown> =>
  (scenarios[scenario]?.deliveries({ now: new Date(), newId, pageId, burstSize: 3 }) ?? []).map(
    ({ payload }) => payload,
  );

type Incident = Readonly<{
  incident: Readonly<{ id: string; status: string; incident_updates: ReadonlyArray<unknown> }>;
}>;
const isIncident = (payload: unknown): payload is Incident =>
  typeof payload === 'object' && payload !== null && 'incident' in payload;

const incidentDeliveries = (scenario: string): ReadonlyArray<Incident> => deliveriesOf(scenario).filter(isIncident);

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

const violationsIn = async (page: Page): Promise<unknown> => {
  await page.evaluate(axe.source);
  return page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
      .then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))`,
  );
};

browserTest('follows an incident through its life without reloading, and announces what changed', async (t) => {
  const { board, deliver } = await startReceiver(t);
  const page = await openPage(t, 'about:blank');
  await page.clock.install();
  await page.goto(board);
  await heading(page, 'Nothing is broken at 1 provider').waitFor();
  await page.evaluate('window.isSamePage = true');

  const follow = async (payload: unknown, name: RegExp): Promise<void> => {
    await deliver(payload);
    await page.clock.runFor(15_000);
    await heading(page, name).waitFor();
  };
  const [investigating, identified, monitoring, resolved, postmortem] = incidentDeliveries('incident');
  await follow(investigating, /^Acme: minor incident for/);
  await page.getByText('We are investigating reports of slow').waitFor();
  await follow(identified, /^Acme: major incident for/);
  await page.getByRole('status').filter({ hasText: 'Acme: major incident' }).waitFor({ state: 'attached' });
  await page.getByText('1 earlier update').click();
  await deliver(monitoring);
  await page.clock.runFor(15_000);
  await page.getByText('2 earlier updates').waitFor();
  t.true(await page.getByText('We are investigating reports of slow').isVisible(), 'what was unfolded stays so');
  await follow(resolved, /^Nothing is broken at 1 provider$/);
  await deliver(postmortem);
  await page.clock.runFor(15_000);
  await heading(page, 'Nothing is broken at 1 provider').waitFor();
  t.true(await page.evaluate('window.isSamePage'));

  await page.goto(`${board}/incidents/${resolved?.incident.id ?? ''}`);
  t.is(await page.getByRole('main').locator('.updates > li').count(), 5);
});

browserTest('says that what it shows is old once it cannot be reached', async (t) => {
  const { board } = await startReceiver(t);
  const page = await openPage(t, 'about:blank');
  await page.clock.install();
  await page.goto(board);
  await page.route('**/*', (route) => route.abort());
  await page.clock.runFor(15_000);
  await page.getByRole('status').filter({ hasText: 'The board cannot be reached' }).waitFor({ state: 'attached' });
  await page.unroute('**/*');
  await page.clock.runFor(15_000);
  await page.locator('html:not(.stale)').waitFor();
  t.pass();
});

const opened = async (t: ExecutionContext): Promise<Receiver & Readonly<{ paths: ReadonlyArray<string> }>> => {
  const receiver = await startReceiver(t);
  const [first, second] = incidentDeliveries('incident');
  for (const payload of [first, second, ...incidentDeliveries('maintenance').slice(0, 2)])
    await receiver.deliver(payload);
  const past = new Date(Date.now() - 60_000).toISOString().slice(0, 16);
  const paths = ['/', `/?at=${past}Z&known=then`, '/providers/acme', `/incidents/${first?.incident.id ?? ''}`];
  return { ...receiver, paths };
};

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [360, 1280, 2560]) {
    browserTest(`can be read by everybody: axe finds nothing, ${colorScheme}, ${width} pixels wide`, async (t) => {
      const { board, paths } = await opened(t);
      for (const path of paths) {
        const page = await openPage(t, board + path, { colorScheme, viewport: { width, height: 800 } });
        t.deepEqual(await violationsIn(page), [], path);
        t.is(await overflow(page), 0, path);
      }
    });
  }
}

browserTest('works by keyboard', async (t) => {
  const { board } = await opened(t);
  const page = await openPage(t, board);
  await page.keyboard.press('Tab');
  t.is(await page.evaluate('document.activeElement.textContent'), 'Skip to the board');
  await page.keyboard.press('Enter');
  t.is(await page.evaluate('document.activeElement.id'), 'board');
  await page.keyboard.press('Tab');
  while (!(await page.evaluate("document.activeElement.textContent.includes('1 earlier update')"))) {
    await page.keyboard.press('Tab');
    if (await page.evaluate('document.activeElement === document.body')) throw new Error('not reached by keyboard');
  }
  await page.keyboard.press('Enter');
  await page.getByText('We are investigating reports of slow').waitFor();
  t.pass();
});

browserTest('is whole without JavaScript', async (t) => {
  const { board } = await opened(t);
  const page = await openPage(t, board, { javaScriptEnabled: false });
  await heading(page, /^Acme: major incident for/).waitFor();
  t.regex(await page.locator('.facts time').first().innerText(), / UTC$/);
  await page.getByRole('link', { name: 'Elevated API error rates' }).click();
  await heading(page, 'Elevated API error rates').waitFor();
  await page.getByRole('button', { name: 'Show' }).click();
  await page.getByText('As it was').waitFor();
  t.regex(page.url(), /\/incidents\/\w+\?at=/);
});

browserTest('tells by the accessibility tree what it shows', async (t) => {
  const { board } = await opened(t);
  const page = await openPage(t, board);
  const tree = await page.locator('body').ariaSnapshot();
  for (const part of [
    /- banner:/,
    /- main:/,
    /heading "Acme: major incident for .*" \[level=1\]/,
    /- region "Open incidents":\n\s+- heading "Open incidents" \[level=2\]\n\s+- article "Elevated API error rates":/,
    /- region "Maintenance":/,
    /- region "Providers":/,
    /- img "Acme, 90 days/,
    /- region "StatusWatch itself":/,
    /- navigation "Time":/,
    /- contentinfo:/,
  ]) {
    t.regex(tree, part);
  }
});

const hostileTexts: Readonly<Record<string, string>> = {
  script: '</title><script>document.title = "run"</script><img src=x onerror="document.title = \'run\'">',
  'bidirectional controls': '\u202Egnp.exe\u2066 \u061C\u200F reversed',
  'a million characters': 'x'.repeat(1_000_000),
  'a million words': 'long '.repeat(200_000),
  'right to left': 'انقطاع في الخدمة: نحقق في المشكلة الآن 503',
  emoji: '👩‍👩‍👧‍👦'.repeat(40) + '🏴‍☠️\u0300'.repeat(40),
};

for (const [what, text] of Object.entries(hostileTexts)) {
  browserTest(`stays what it is whatever a vendor writes: ${what}`, async (t) => {
    const { board, deliver } = await startReceiver(t);
    await deliver({
      page: { id: pageId },
      incident: {
        id: 'hostile',
        name: text,
        status: text.slice(0, 500),
        impact: 'critical',
        shortlink: 'javascript:document.title="run"',
        incident_updates: [{ id: 'u', status: text.slice(0, 500), body: text, created_at: new Date().toISOString() }],
        components: [{ id: 'c', name: text, status: text.slice(0, 500) }],
      },
    });
    for (const path of ['/', '/incidents/hostile', '/providers/acme']) {
      const page = await openPage(t, board + path, { viewport: { width: 360, height: 800 } });
      t.is(await overflow(page), 0, path);
      t.is(await page.locator('script').count(), 1, path);
      t.is(await page.locator('img, iframe, [onerror]').count(), 0, path);
      t.is(await page.locator('h1').count(), 1, path);
      t.not(await page.title(), 'run', path);
      t.deepEqual(await violationsIn(page), [], path);
    }
    const page = await openPage(t, board);
    await heading(page, /^Acme: critical incident/).waitFor();
  });
}
