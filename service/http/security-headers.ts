import type { IncomingMessage, ServerResponse } from 'node:http';

type Middleware = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => Promise<void>;

/** Nothing but this process's own files may run or be asked. */
export const securityHeaders =
  ({ formAction }: Readonly<{ formAction: "'self'" | "'none'" }>): Middleware =>
  async (request, response, next) => {
    // Loaded here, since a delivery never needs it.
    const { default: helmet } = await import('helmet');
    helmet({
      // Whether a domain has only HTTPS is for its owner to say.
      strictTransportSecurity: false,
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'"],
          imgSrc: ["'self'", 'data:'],
          connectSrc: ["'self'"],
          baseUri: ["'none'"],
          formAction: [formAction],
          frameAncestors: ["'none'"],
        },
      },
    })(request, response, next);
  };
