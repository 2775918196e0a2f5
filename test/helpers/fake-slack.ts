import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { ExecutionContext } from 'ava';
import { listen } from './listen.ts';

type Json = Readonly<Record<string, unknown>>;

type Metadata = Readonly<{ event_type: string; event_payload: Json }>;

/** A person has neither a bot nor an app. */
type Author = Readonly<{ user?: string; bot_id?: string; app_id?: string }>;

type SlackMessage = Readonly<{
  ts: string;
  thread_ts: string | undefined;
  text: string;
  blocks: unknown;
  attachments: unknown;
  metadata: Metadata | undefined;
  author: Author;
  edits: number;
}>;

type SlackCall = Readonly<{ method: string; args: Readonly<Record<string, string>> }>;

/** Answers in place of Slack; `work` does what the request asks for. */
export type Answer = (response: ServerResponse, work: () => void) => void;

type Settings = Readonly<{
  now?: () => Date;
  maxPerPage?: number;
  editable?: boolean;
  scopes?: ReadonlyArray<string>;
}>;

export type FakeSlack = Readonly<{
  apiUrl: string;
  webhookUrl: string;
  token: string;
  channel: string;
  calls: ReadonlyArray<SlackCall>;
  /** What people see in the channel, oldest first, each message with the replies in its thread. */
  threads: (channel?: string) => ReadonlyArray<SlackMessage & Readonly<{ replies: ReadonlyArray<SlackMessage> }>>;
  /** What was posted to the incoming webhook. */
  webhookMessages: ReadonlyArray<Json>;
  /** Posts a message by somebody else. */
  say: (words: string, channel?: string) => void;
  /** Posts a message of another app, in a thread if one is given. */
  sayAsApp: (author: Author, metadata: Metadata, thread?: string) => void;
  /** Answers the next calls, one each; undefined lets a call through. */
  answerNext: (...answers: ReadonlyArray<Answer | undefined>) => void;
}>;

const token = 'xoxb-1234567890-fake-and-secret';
const webhookPath = '/services/T0000/B0000/fakeAndSecret';
const limits = {
  text: 40_000,
  blocks: 50,
  header: 150,
  section: 3000,
  field: 2000,
  fields: 10,
  elements: 10,
  metadata: 16_000,
};
const ourselves = { user: 'U0STATUS', bot_id: 'B0STATUS', app_id: 'A0STATUS' };
const channelWithoutBot = 'C0UNINVITED';
const allScopes = ['chat:write', 'channels:history', 'groups:history', 'metadata.message:read'];
const scopeOf: Readonly<Record<string, string>> = {
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
  'conversations.history': 'channels:history',
  'conversations.replies': 'channels:history',
};

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

/** Slack's error code for an invalid message, if it is one. */
export const messageError = (message: Json): string | undefined => {
  if (JSON.stringify(message['text'] ?? '').length > limits.text) {
    return 'msg_too_long';
  }
  if (!areBlocks(message['blocks'])) {
    return 'invalid_blocks';
  }
  if (JSON.stringify(message['metadata'] ?? '').length > limits.metadata) {
    return 'metadata_too_large';
  }
  return listOf(message['attachments']).every(({ blocks }) => areBlocks(blocks)) ? undefined : 'invalid_attachments';
};

const empty = { thread_ts: undefined, blocks: undefined, attachments: undefined, metadata: undefined, edits: 0 };

const parsed = (json: string | undefined): unknown => (json === undefined ? undefined : JSON.parse(json));

/** Slack's Web API and one incoming webhook as documented, on 127.0.0.1 until the test is over. */
export const fakeSlack = async (
  t: ExecutionContext,
  { now = () => new Date(), maxPerPage = 999, editable = true, scopes = allScopes }: Settings = {},
): Promise<FakeSlack> => {
  const channel = 'C0STATUS';
  const channels = new Map<string, SlackMessage[]>([
    [channel, []],
    ['C0OTHER', []],
  ]);
  const calls: SlackCall[] = [];
  const webhookMessages: Json[] = [];
  const plannedAnswers: (Answer | undefined)[] = [];
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
    const size = Math.min(Number(args['limit'] ?? 100), maxPerPage);
    const next = from + size < messages.length ? String(from + size) : '';
    return {
      ok: true,
      messages: messages.slice(from, from + size).map(({ ts, thread_ts, metadata, author, edits: _, ...content }) => {
        const replies = messagesIn(args['channel']).filter((reply) => reply.thread_ts === ts && reply.ts !== ts).length;
        return {
          type: 'message',
          ts,
          ...author,
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
    // https://docs.slack.dev/reference/methods/auth.test
    'auth.test': () => ({
      ok: true,
      url: 'https://example.slack.com/',
      team: 'Example',
      user: 'statuswatch',
      team_id: 'T0EXAMPLE',
      user_id: ourselves.user,
      bot_id: ourselves.bot_id,
      is_enterprise_install: false,
    }),
    'chat.postMessage': (args) => {
      const thread_ts = args['thread_ts'];
      const error = messageError(contentOf(args));
      if (error !== undefined) {
        return { ok: false, error };
      }
      if (thread_ts !== undefined && !messagesIn(args['channel']).some(({ ts }) => ts === thread_ts)) {
        return { ok: false, error: 'thread_not_found' };
      }
      const ts = nextTs();
      messagesIn(args['channel']).push({ ts, thread_ts, ...contentOf(args), author: ourselves, edits: 0 });
      return { ok: true, channel: args['channel'], ts, message: { ts } };
    },
    'chat.update': (args) => {
      const messages = messagesIn(args['channel']);
      const index = messages.findIndex(({ ts }) => ts === args['ts']);
      const message = messages[index];
      const error = messageError(contentOf(args));
      if (message === undefined || error !== undefined || !editable) {
        return { ok: false, error: error ?? (editable ? 'message_not_found' : 'edit_window_closed') };
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
    if (answer === undefined) {
      return { ok: false, error: 'unknown_method' };
    }
    if (authorization !== `Bearer ${token}`) {
      return { ok: false, error: authorization === undefined ? 'not_authed' : 'invalid_auth' };
    }
    if (method === 'auth.test') {
      return answer(args);
    }
    const needed = scopeOf[method] ?? '';
    if (!scopes.includes(needed)) {
      return { ok: false, error: 'missing_scope', needed, provided: scopes.join(',') };
    }
    if (args['channel'] === channelWithoutBot) {
      return { ok: false, error: 'not_in_channel' };
    }
    return channels.has(args['channel'] ?? '') ? answer(args) : { ok: false, error: 'channel_not_found' };
  };

  const takeWebhook = (response: ServerResponse, body: string): void => {
    const message = JSON.parse(body) as Json;
    const error = messageError(message);
    if (error === undefined) {
      webhookMessages.push(message);
    }
    response.writeHead(error === undefined ? 200 : 400, { 'Content-Type': 'text/html' }).end(error ?? 'ok');
  };

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    const path = request.url ?? '';
    const call: SlackCall = {
      method: path.replace('/api/', ''),
      args: path.startsWith('/api/') ? Object.fromEntries(new URLSearchParams(body)) : {},
    };
    calls.push(call);
    const planned = plannedAnswers.shift();
    if (planned !== undefined) {
      planned(response, () => answerOf(call, request.headers.authorization));
    } else if (path === webhookPath) {
      takeWebhook(response, body);
    } else {
      response
        .writeHead(200, {
          'Content-Type': 'application/json; charset=utf-8',
          // https://docs.slack.dev/authentication/installing-with-oauth#scopes
          'X-OAuth-Scopes': scopes.join(','),
        })
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
    webhookMessages,
    threads: (id = channel) => {
      const messages = messagesIn(id);
      return messages
        .filter(({ thread_ts }) => thread_ts === undefined)
        .map((message) => ({ ...message, replies: messages.filter(({ thread_ts }) => thread_ts === message.ts) }));
    },
    say: (words, id = channel) => {
      messagesIn(id).push({ ...empty, ts: nextTs(), text: words, author: { user: 'U0PERSON' } });
    },
    sayAsApp: (author, metadata, thread_ts) => {
      messagesIn(channel).push({ ...empty, ts: nextTs(), text: 'hello', thread_ts, author, metadata });
    },
    answerNext: (...answers) => {
      plannedAnswers.push(...answers);
    },
  };
};

export const rateLimited =
  (retryAfter?: string): Answer =>
  (response) => {
    response
      .writeHead(429, {
        'Content-Type': 'application/json',
        ...(retryAfter !== undefined && { 'Retry-After': retryAfter }),
      })
      .end('{"ok":false,"error":"ratelimited"}');
  };

export const refusing =
  (error: string): Answer =>
  (response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ ok: false, error }));
  };

export const answering =
  (status: number, body: string): Answer =>
  (response) => {
    response.writeHead(status, { 'Content-Type': 'text/html' }).end(body);
  };

export const noAnswer: Answer = () => undefined;

export const connectionLost: Answer = (response) => {
  response.destroy();
};

export const answerLost: Answer = (response, work) => {
  work();
  response.destroy();
};
