import { existsSync } from 'node:fs';
import type { ExecutionContext, ImplementationFn } from 'ava';
import test from 'ava';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const executable = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);

let launched: Promise<Browser> | undefined;

const launch = async (executablePath: string): Promise<Browser> => {
  const { chromium } = await import('playwright-core');
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
};

/** A test that is skipped, and says so, where there is no Chromium. */
export const browserTest = (title: string, implementation: ImplementationFn<[]>): void => {
  if (executable === undefined) {
    test.skip(`${title} (there is no Chromium: install Debian's package chromium)`, implementation);
    return;
  }
  test(title, implementation);
};

/** A new window with a page at the address. What it asks of another host, and an error in its script, fails the test. */
export const openPage = async (
  t: ExecutionContext,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Page> => {
  launched ??= launch(executable ?? '');
  const context = await (await launched).newContext({ locale: 'en-GB', timezoneId: 'UTC', ...options });
  t.teardown(() => context.close());
  const page = await context.newPage();
  page.on('request', (request) => {
    if (!/^http:\/\/localhost:|^about:/.test(request.url())) t.fail(`asked ${request.url()}`);
  });
  page.on('pageerror', (error) => {
    t.fail(error.message);
  });
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('Failed to load resource')) t.fail(message.text());
  });
  await page.goto(url);
  return page;
};

test.after.always(async () => {
  await (await launched)?.close();
});
