import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WarmUp } from './warm-up.ts';

const event = {
  kind: 'incident',
  provider: 'GitHub',
  verified: true,
  page: { id: 'kctbh9vrtdwd' },
  incident: { id: 'lbkhbwn21v5q', name: 'Delayed workflow runs', status: 'investigating', impact: 'minor' },
  components: [{ id: 'br0l2tvcx85d', name: 'Actions', oldStatus: 'operational', newStatus: 'partial_outage' }],
  updates: [{ id: '2nzyr8wq6p0d', status: 'investigating', body: 'We are investigating.', components: [] }],
};

// A Slack with an empty channel, which is enough to announce an event from beginning to end.
const fakeSlack = async (): Promise<string> => {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.setHeader('Content-Type', 'application/json');
      response.end(
        JSON.stringify({
          ok: true,
          ts: '1772452800.000100',
          channel: 'C0000000000',
          bot_id: 'B0000000000',
          messages: [],
        }),
      );
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  server.unref();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
};

/** A push that starts a thread, one that can never be announced, and the health check. */
export const warmUpAnnouncer = async (): Promise<WarmUp> => ({
  settings: {
    SLACK_BOT_TOKEN: 'xoxb-warm-up',
    SLACK_CHANNEL: 'C0000000000',
    SLACK_API_URL: await fakeSlack(),
  },
  warmUp: async (origin) => {
    const push = async (entry: unknown): Promise<number> => {
      const data = Buffer.from(JSON.stringify(entry)).toString('base64');
      const body = JSON.stringify({ message: { data, messageId: '1' }, subscription: 'announcements' });
      const { status } = await fetch(`${origin}/announce`, { method: 'POST', body });
      return status;
    };
    assert.equal(Math.floor((await push({ jsonPayload: { event }, insertId: 'warm-up' })) / 100), 2);
    assert.equal(await push({}), 400);
    assert.equal((await fetch(`${origin}/health`)).status, 200);
  },
});
