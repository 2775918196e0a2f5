import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * A class for `createServer` whose instances have the given prototype from the start. Express otherwise changes the
 * prototype of every request and response, which is slower: V8 loses what it knows of the object's shape.
 */
export const withPrototype = <Base extends typeof IncomingMessage | typeof ServerResponse>(
  base: Base,
  prototype: object,
): Base => {
  const constructed = function (...parameters: unknown[]): object {
    return Reflect.construct(base, parameters, constructed) as object;
  };
  return Object.assign(constructed as unknown as Base, { prototype });
};
