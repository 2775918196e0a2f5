import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import test, { type ExecutionContext } from 'ava';
import * as E from 'fp-ts/lib/Either.js';
import request from 'supertest';
import type { IncidentEvent } from '../../../service/domain/status-event.ts';
import { mcp } from '../../../service/programs/board/mcp.ts';
import { boardOf, noon } from '../../helpers/board.ts';
import { incident } from '../../helpers/rehearsed-events.ts';

type Era = 'auto' | 'legacy';
type Shown = Readonly<Record<string, unknown>>;

const openIncident: IncidentEvent = {
  ...incident,
  incident: { ...incident.incident, impact: 'major', createdAt: '2026-03-02T11:37:00.000Z', updatedAt: undefined },
};

/** The official client, connected to a board that listens. */
const connect = async (t: ExecutionContext, era: Era, listener: RequestListener): Promise<Client> => {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: era } });
  t.teardown(async () => {
    await client.close();
    server.close();
    server.closeAllConnections();
  });
  await client.connect(new StreamableHTTPClientTransport(new URL(`http://127.0.0.1:${port}/mcp`)));
  return client;
};

const call = async (client: Client, name: string, parameters: Shown = {}) => {
  const { content, isError = false } = await client.callTool({ name, arguments: parameters });
  const [first] = content;
  if (first?.type !== 'text') throw new Error('there is no text');
  return { text: first.text, isError };
};

const shown = async (...parameters: Parameters<typeof call>) => {
  const { text, isError } = await call(...parameters);
  if (isError) throw new Error(text);
  return JSON.parse(text.slice(text.indexOf('\n') + 1)) as Shown;
};

const eras = [
  ['auto', '2026-07-28'],
  ['legacy', '2025-11-25'],
] as const;

for (const [era, version] of eras) {
  test(`tells a client of ${version} what is broken`, async (t) => {
    const program = boardOf();
    await program.record(openIncident);
    const client = await connect(t, era, program.app as RequestListener);
    t.is(client.getNegotiatedProtocolVersion(), version);
    const { tools } = await client.listTools();
    t.deepEqual(
      tools.map(({ name }) => name),
      ['status_now', 'status_at', 'incidents'],
    );
    t.true(tools.every(({ annotations }) => annotations?.readOnlyHint));
    t.snapshot((await call(client, 'status_now')).text.split('\n'), 'status_now');
  });
}

test('shows another time, by what is known now and by what was known then', async (t) => {
  let now = noon;
  const program = boardOf({ clock: () => now });
  now = new Date(noon.getTime() + 10 * 60_000);
  await program.record(openIncident);
  const client = await connect(t, 'auto', program.app as RequestListener);
  const at = '2026-03-02T12:00Z';
  t.like(await shown(client, 'status_at', { at }), { openIncidents: [{ id: 'incident1' }] });
  t.like(await shown(client, 'status_at', { at, known: 'then' }), { openIncidents: [] });
});

test('finds incidents as /api/incidents does', async (t) => {
  const program = boardOf();
  await program.record(openIncident);
  const client = await connect(t, 'auto', program.app as RequestListener);
  const found = async (parameters: Shown) =>
    ((await shown(client, 'incidents', parameters))['incidents'] as ReadonlyArray<unknown>).length;
  t.is(await found({}), 1);
  t.is(await found({ provider: 'github', open: true }), 1);
  t.is(await found({ open: false }), 0);
  t.is(await found({ until: '2026-03-01T00:00Z' }), 0);
});

test('says what is wrong with a call', async (t) => {
  const client = await connect(t, 'auto', boardOf().app as RequestListener);
  const error = async (...parameters: [name: string, values: Shown]) => {
    const { text, isError } = await call(client, ...parameters);
    t.true(isError, text);
    return text;
  };
  t.regex(await error('status_at', {}), /at: missing/);
  t.regex(await error('status_at', { at: 'yesterday' }), /at: expected an ISO 8601 time/);
  t.regex(await error('incidents', { open: 1 }), /expected an object of texts and booleans/);
  t.regex(await error('incidents', { since: 'yesterday' }), /since: expected an ISO 8601 time/);
  t.regex(await error('incidents', { provider: 'nobody' }), /There is no such provider/);
  t.regex(await error('incidents', { limit: '5' }), /limit: there is no such parameter/);
});

test('says nothing of a defect, which is reported', async (t) => {
  const reported: unknown[] = [];
  const answer = mcp(
    () => () => Promise.reject(new Error('secret')),
    (error) => () => {
      reported.push(error);
      return Promise.resolve();
    },
  );
  const client = await connect(t, 'auto', (incoming, response) => {
    void answer(incoming)().then((result) => {
      if (E.isLeft(result)) throw new Error(result.left._tag);
      response.writeHead(result.right.status, result.right.headers).end(result.right.body);
    });
  });
  const { text, isError } = await call(client, 'status_now');
  t.true(isError);
  t.regex(text, /because of a bug/);
  t.notRegex(text, /secret/);
  t.is(reported.length, 1);
});

test('keeps no stream open', async (t) => {
  const { app } = boardOf();
  const version = '2026-07-28';
  const { status, body } = (await request(app)
    .post('/mcp')
    .set({
      'MCP-Protocol-Version': version,
      'Mcp-Method': 'subscriptions/listen',
      Accept: 'application/json, text/event-stream',
    })
    .send({
      jsonrpc: '2.0',
      id: 1,
      method: 'subscriptions/listen',
      params: {
        notifications: { toolsListChanged: true },
        _meta: {
          'io.modelcontextprotocol/protocolVersion': version,
          'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
          'io.modelcontextprotocol/clientCapabilities': {},
        },
      },
    })) as Readonly<{ status: number; body: unknown }>;
  t.is(status, 200);
  t.like(body, { error: { message: 'Subscription limit reached' } });
});

test('answers POST alone, under its own name, and not another web page', async (t) => {
  const { app } = boardOf();
  const { status, headers } = await request(app).get('/mcp');
  t.is(status, 405);
  t.is(headers['allow'], 'POST');
  t.is((await request(app).post('/mcp').set('Host', 'evil.example').send({})).status, 403);
  t.is(
    (await request(app).post('/mcp').set('Host', 'localhost').set('Origin', 'http://evil.example').send({})).status,
    403,
  );
  t.is((await request(app).post('/mcp').set('Content-Encoding', 'zstd').send('{}')).status, 415);
  t.is(
    (
      await request(app)
        .post('/mcp')
        .set({ 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream' })
        .send('{')
    ).status,
    400,
  );
});
