import type { IncomingMessage } from 'node:http';
import { pipe } from 'fp-ts/lib/function.js';
import type * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { maxBodyBytes } from '../../http/body-limit.ts';
import type { HttpResponse } from '../../http/http-response.ts';
import { type BodyError, readBody } from '../../http/read-body.ts';
import { internalError } from '../../http/respond-with.ts';
import type { CallTool, McpRequest } from './mcp-endpoint.ts';

const isPassedOn = (name: string): boolean => name === 'accept' || name === 'content-type' || name.startsWith('mcp-');

const headersOf = ({ headers }: IncomingMessage): Headers =>
  new Headers(
    Object.entries(headers).flatMap(([name, value]): ReadonlyArray<[string, string]> =>
      isPassedOn(name) && typeof value === 'string' ? [[name, value]] : [],
    ),
  );

// The SDK would answer with the message of what was thrown.
const reportingDefects =
  (call: CallTool, reportDefect: (error: unknown) => T.Task<void>): CallTool =>
  (tool, parameters) =>
  async () => {
    try {
      return await call(tool, parameters)();
    } catch (error) {
      await reportDefect(error)();
      return { text: internalError.body.toString(), isError: true };
    }
  };

/** Answers the Model Context Protocol. What that takes is loaded by the first request. */
export const mcp = (
  call: CallTool,
  reportDefect: (error: unknown) => T.Task<void>,
): ((request: IncomingMessage) => TE.TaskEither<BodyError, HttpResponse>) => {
  const read = readBody(maxBodyBytes);
  let endpoint: Promise<(request: McpRequest) => Promise<HttpResponse>> | undefined;
  const load = async () => {
    const { mcpEndpoint } = await import('./mcp-endpoint.ts');
    return mcpEndpoint(reportingDefects(call, reportDefect));
  };
  return (request) =>
    pipe(
      read(request),
      TE.chainTaskK((body) => async () => {
        const answer = await (endpoint ??= load());
        return answer({ headers: headersOf(request), body });
      }),
    );
};
