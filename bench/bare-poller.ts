import { createServer } from 'node:http';

// The minimum that does the same reading: fetch and parse every document of every page, six pages at a time.
const paths = ['/api/v2/summary.json', '/api/v2/incidents.json', '/api/v2/scheduled-maintenances.json'];
const origins = (process.env['POLL_PAGES'] ?? '').split(',');

const poll = async (): Promise<number> => {
  const waiting = [...origins];
  let documents = 0;
  const readNext = async (): Promise<void> => {
    for (let origin = waiting.shift(); origin !== undefined; origin = waiting.shift()) {
      for (const path of paths) {
        const response = await fetch(`${origin}${path}`);
        JSON.parse(await response.text());
        documents += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: 6 }, readNext));
  return documents;
};

const server = createServer((_, response) => {
  void poll().then((documents) => response.end(JSON.stringify({ documents })));
});
server.listen(Number(process.env['PORT']), '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(
    `${JSON.stringify({ message: `Listening on port ${typeof address === 'object' ? address?.port : ''}` })}\n`,
  );
});
process.on('SIGTERM', () => process.exit(0));
