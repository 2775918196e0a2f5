import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

type Delivery = Readonly<{ incident: Readonly<{ id: string; name: string; status: string; impact: string }> }>;

// The minimum that does the same work: verify, parse, write one line, and respond once it is written.
const secret = process.env['STATUSPAGE_WEBHOOK_SECRET'] ?? '';
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    const expected = Buffer.from(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
    const signature = Buffer.from(String(request.headers['x-statuspage-signature']));
    if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) {
      response.writeHead(401).end();
      return;
    }
    const { incident } = JSON.parse(body.toString()) as Delivery;
    const line = JSON.stringify({
      severity: 'WARNING',
      message: `${incident.name}: ${incident.status}, impact ${incident.impact}`,
      'logging.googleapis.com/labels': { kind: 'incident', incident_id: incident.id },
      event: incident,
    });
    process.stdout.write(`${line}\n`, () => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ received: 'incident', id: incident.id }));
    });
  });
});
server.listen(Number(process.env['PORT']), () => {
  const address = server.address();
  process.stdout.write(
    `${JSON.stringify({ message: `Listening on port ${typeof address === 'object' ? address?.port : ''}` })}\n`,
  );
});
process.on('SIGTERM', () => process.exit(0));
