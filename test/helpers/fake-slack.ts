import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { ExecutionContext } from 'ava';
import { listen } from './listen.ts';

type Json = Readonly<Record<string, unknown>>;

type SlackMessage = Readonly<{
  ts: string;
  thread_ts: string | undefined;
  text: string;
  blocks: unknown;
  attachments: unknown;
  metadata: Readonly<{ event_type: string; event_payload: Json }> | undefined;
  edits: number;
}>;

type SlackCall = Readonly<{ method: string; args: Readonly<Record<string, string>> }>;

/** An answer instead of Slack's own, with or without the work that was asked for. */
export type Trouble = (response: ServerResponse, work: () => void) => void;

type Settings = Readonly<{ now?: () => Date; mostPerPage?: number; editable?: boolean }>;

export type FakeSlack = Readonly<{
  apiUrl: string;
  webhookUrl: string;
  token: string;
  channel: string;
  calls: ReadonlyArray<SlackCall>;
  /** What people see in the channel, oldest first, each with the replies in its thread. */
  threads: (channel?: string) => ReadonlyArray<SlackMessage & Readonly<{ replies: ReadonlyArray<SlackMessage> }>>;
  /** What came by the incoming webhook. */
  received: ReadonlyArray<Json>;
  /** Somebody else writes in the channel. */
  say: (words: string, channel?: string) => void;
  /** Answers the next calls so, one each; undefined lets one through. */
  trouble: (...answers: ReadonlyArray<Trouble | undefined>) => void;
}>;

const token = 'xoxb-1234567890-fake-and-secret';
const webhookPath = '/services/T0000/B0000/fakeAndSecret';
const limits = { text: 40_000, blocks: 50, header: 150, section: 3000, field: 2000, fields: 10, elements: 10 };
const uninvited = 'C0UNINVITED';

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const listOf = (value: unknown): ReadonlyArray<Json> => (Array.isArray(value) ? value.filter(isObject) : []);
const isTextOf = (value: unknown, maxLength: number): boolean =>
  isObject(value) && typeof value['text'] === 'string' && value['text'] !== '' && value['text'].length <= maxLength;

// https://docs.slack.dev/reference/block-kit/blocks
const isBlock = ({ type, text: words, fields, elements }: Json): boolean => {
  switch (type) {
    case 'header':
      return isTextOf(words, limits.header) && isObject(words) && words['type'] === 'plain_text';
    case 'section':
      return (
        (words !== undefined || fields !== undefined) &&
        (words === undefined || isTextOf(words, limits.section)) &&
        (fields === undefined ||
          (listOf(fields).length > 0 &&
            listOf(fields).length <= limits.fields &&
            listOf(fields).every((field) => isTextOf(field, limits.field))))
      );
    case 'context':
      return (
        listOf(elements).length > 0 &&
        listOf(elements).length <= limits.elements &&
        listOf(elements).every((element) => isTextOf(element, limits.section))
      );
    default:
      return false;
  }
};

const areBlocks = (blocks: unknown): boolean => listOf(blocks).length <= limits.blocks && listOf(blocks).every(isBlock);

/** Slack's word for what is wrong with a message, if anything. */
export const mistakeIn = (message: Json): string | undefined =>
  JSON.stringify(message['text'] ?? '').length > limits.text
    ? 'msg_too_long'
    : !areBlocks(message['blocks'])
      ? 'invalid_blocks'
      : !listOf(message['attachments']).every(({ blocks }) => areBlocks(blocks))
        ? 'invalid_attachments'
        : undefined;

const parsed = (json: string | undefined): unknown => (json === undefined ? undefined : JSON.parse(json));

/** Slack's Web API and one incoming webhook as documented, on 127.0.0.1 until the test is over. */
export const fakeSlack = async (
  t: ExecutionContext,
  { now = () => new Date(), mostPerPage = 999, editable = true }: Settings = {},
): Promise<FakeSlack> => {
  const channel = 'C0STATUS';
  const channels = new Map<string, SlackMessage[]>([
    [channel, []],
    ['C0OTHER', []],
  ]);
  const calls: SlackCall[] = [];
  const received: Json[] = [];
  const troubles: (Trouble | undefined)[] = [];
  let posts = 0;

  const messagesIn = (id = ''): SlackMessage[] => channels.get(id) ?? [];
  const nextTs = (): string => `${Math.floor(now().getTime() / 1000)}.${String((posts += 1)).padStart(6, '0')}`;

  const contentOf = (args: SlackCall['args']) => ({
    text: args['text'] ?? '',
    blocks: parsed(args['blocks']),
    attachments: parsed(args['attachments']),
    metadata: parsed(args['metadata']) as SlackMessage['metadata'],
  });

  const listed = (messages: ReadonlyArray<SlackMessage>, args: SlackCall['args']): Json => {
    const from = Number(args['cursor'] ?? 0);
    const size = Math.min(Number(args['limit'] ?? 100), mostPerPage);
    const next = from + size < messages.length ? String(from + size) : '';
    return {
      ok: true,
      messages: messages.slice(from, from + size).map(({ ts, thread_ts, metadata, edits: _, ...content }) => {
        const replies = messagesIn(args['channel']).filter((reply) => reply.thread_ts === ts && reply.ts !== ts).length;
        return {
          type: 'message',
          ts,
          ...content,
          ...(thread_ts !== undefined && { thread_ts }),
          ...(replies > 0 && { thread_ts: ts, reply_count: replies }),
          ...(metadata !== undefined && {
            metadata: args['include_all_metadata'] === 'true' ? metadata : { event_type: metadata.event_type },
          }),
        };
      }),
      has_more: next !== '',
      response_metadata: { next_cursor: next },
    };
  };

  const methods: Readonly<Record<string, (args: SlackCall['args']) => Json>> = {
    'chat.postMessage': (args) => {
      const thread_ts = args['thread_ts'];
      const mistake = mistakeIn(contentOf(args));
      if (mistake !== undefined) {
        return { ok: false, error: mistake };
      }
      if (thread_ts !== undefined && !messagesIn(args['channel']).some(({ ts }) => ts === thread_ts)) {
        return { ok: false, error: 'thread_not_found' };
      }
      const ts = nextTs();
      messagesIn(args['channel']).push({ ts, thread_ts, ...contentOf(args), edits: 0 });
      return { ok: true, channel: args['channel'], ts, message: { ts } };
    },
    'chat.update': (args) => {
      const messages = messagesIn(args['channel']);
      const index = messages.findIndex(({ ts }) => ts === args['ts']);
      const message = messages[index];
      const mistake = mistakeIn(contentOf(args));
      if (message === undefined || mistake !== undefined || !editable) {
        return { ok: false, error: mistake ?? (editable ? 'message_not_found' : 'edit_window_closed') };
      }
      messages[index] = { ...message, ...contentOf(args), edits: message.edits + 1 };
      return { ok: true, channel: args['channel'], ts: message.ts, text: args['text'] };
    },
    'conversations.history': (args) =>
      listed(
        messagesIn(args['channel'])
          .filter(({ ts, thread_ts }) => thread_ts === undefined && Number(ts) > Number(args['oldest'] ?? 0))
          .toReversed(),
        args,
      ),
    'conversations.replies': (args) => {
      const thread = messagesIn(args['channel']).filter(
        ({ ts, thread_ts }) => ts === args['ts'] || thread_ts === args['ts'],
      );
      return thread.length === 0 ? { ok: false, error: 'thread_not_found' } : listed(thread, args);
    },
  };

  const answerOf = ({ method, args }: SlackCall, authorization: string | undefined): Json => {
    const answer = methods[method];
    return answer === undefined
      ? { ok: false, error: 'unknown_method' }
      : authorization !== `Bearer ${token}`
        ? { ok: false, error: authorization === undefined ? 'not_authed' : 'invalid_auth' }
        : args['channel'] === uninvited
          ? { ok: false, error: 'not_in_channel' }
          : channels.has(args['channel'] ?? '')
            ? answer(args)
            : { ok: false, error: 'channel_not_found' };
  };

  const takeWebhook = (response: ServerResponse, body: string): void => {
    const message = JSON.parse(body) as Json;
    const mistake = mistakeIn(message);
    if (mistake === undefined) {
      received.push(message);
    }
    response.writeHead(mistake === undefined ? 200 : 400, { 'Content-Type': 'text/html' }).end(mistake ?? 'ok');
  };

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    const path = request.url ?? '';
    const call: SlackCall = {
      method: path.replace('/api/', ''),
      args: path.startsWith('/api/') ? Object.fromEntries(new URLSearchParams(body)) : {},
    };
    calls.push(call);
    const trouble = troubles.shift();
    if (trouble !== undefined) {
      trouble(response, () => answerOf(call, request.headers.authorization));
    } else if (path === webhookPath) {
      takeWebhook(response, body);
    } else {
      response
        .writeHead(200, { 'Content-Type': 'application/json; charset=utf-8' })
        .end(JSON.stringify(answerOf(call, request.headers.authorization)));
    }
  };

  const server = createServer((request, response) => void respond(request, response));
  const port = await listen(t, server);
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    webhookUrl: `http://127.0.0.1:${port}${webhookPath}`,
    token,
    channel,
    calls,
    received,
    threads: (id = channel) => {
      const messages = messagesIn(id);
      return messages
        .filter(({ thread_ts }) => thread_ts === undefined)
        .map((message) => ({ ...message, replies: messages.filter(({ thread_ts }) => thread_ts === message.ts) }));
    },
    say: (words, id = channel) => {
      messagesIn(id).push({
        ts: nextTs(),
        thread_ts: undefined,
        text: words,
        blocks: undefined,
        attachments: undefined,
        metadata: undefined,
        edits: 0,
      });
    },
    trouble: (...answers) => {
      troubles.push(...answers);
    },
  };
};

export const rateLimited =
  (retryAfter?: string): Trouble =>
  (response) => {
    response
      .writeHead(429, {
        'Content-Type': 'application/json',
        ...(retryAfter !== undefined && { 'Retry-After': retryAfter }),
      })
      .end('{"ok":false,"error":"ratelimited"}');
  };

export const refusing =
  (error: string): Trouble =>
  (response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ ok: false, error }));
  };

export const answering =
  (status: number, body: string): Trouble =>
  (response) => {
    response.writeHead(status, { 'Content-Type': 'text/html' }).end(body);
  };

export const silent: Trouble = () => undefined;

export const hangingUp: Trouble = (response) => {
  response.destroy();
};

export const losingTheAnswer: Trouble = (response, work) => {
  work();
  response.destroy();
};
