import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

// The minimum that sends the same bytes.
const page = readFileSync(process.env['PAGE_FILE'] ?? '');
const server = createServer((_request, response) => {
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Encoding': 'gzip' }).end(page);
});
server.listen(Number(process.env['PORT']), '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`Listening on port ${typeof address === 'object' ? address?.port : ''}\n`);
});
process.on('SIGTERM', () => process.exit(0));
