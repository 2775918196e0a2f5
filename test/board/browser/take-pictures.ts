// Draws the pictures in docs/ anew: npm run pictures
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { incidentOf, ninetyDays } from '../../../bench/ninety-days.ts';
import { boardOf } from '../../helpers/board.ts';

// The logging library would look for Google's metadata server.
process.env['METADATA_SERVER_DETECTION'] ??= 'none';

const now = new Date('2026-03-02T14:05:00.000Z');
const minute = 60_000;

const boardWith = async (isBroken: boolean): Promise<string> => {
  let time = now;
  const { app, record } = boardOf({ clock: () => time });
  const open = isBroken
    ? [
        ...incidentOf(0, {
          id: 'lbkhbwn21v5q',
          startedAt: now.getTime() - 23 * minute,
          minutes: undefined,
          name: 'Delayed workflow runs',
          impact: 'major',
          bodies: [
            'Workflow runs start up to 20 minutes late, and some Pages deployments fail.\n\nWe found a queue that is full and are adding capacity.',
            '',
          ],
        }),
        ...incidentOf(8, {
          id: '01K9M2X7',
          startedAt: now.getTime() - 125 * minute,
          minutes: undefined,
          name: 'Elevated errors in the Responses API',
          impact: 'minor',
          bodies: ['A small part of the requests fails with 503. A fix is on its way to all regions.', ''],
        }),
      ]
    : [];
  for (const { at, event } of [...ninetyDays(14, now), ...open]) {
    time = at;
    await record(event);
  }
  time = now;
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  server.unref();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const save = async (page: Page, name: string): Promise<void> => {
  const devTools = await page.context().newCDPSession(page);
  const { data } = await devTools.send('Page.captureScreenshot', { format: 'webp', quality: 82 });
  const file = path.join(import.meta.dirname, `../../../docs/board-${name}.webp`);
  const bytes = Buffer.from(data, 'base64');
  await writeFile(file, bytes);
  process.stdout.write(`${file}: ${Math.round(bytes.length / 1000)} kB\n`);
};

const quiet = await boardWith(false);
const broken = await boardWith(true);
const pictures = [
  ['quiet', quiet, 1280, 860, 'light'],
  ['incident', broken, 1280, 860, 'light'],
  ['dark', broken, 1280, 860, 'dark'],
  ['phone', broken, 390, 844, 'light'],
  ['history', `${broken}/providers/github`, 1280, 860, 'light'],
] as const;

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const [name, url, width, height, colorScheme] of pictures) {
  const page = await browser.newPage({
    viewport: { width, height },
    deviceScaleFactor: name === 'phone' ? 2 : 1.5,
    colorScheme,
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  await page.clock.install({ time: now });
  await page.goto(url);
  await save(page, name);
}
await browser.close();
process.exit(0);
