import type { IO } from 'fp-ts/lib/IO.js';
import * as O from 'fp-ts/lib/Option.js';
import { type HttpResponse, noStore } from '../../http/http-response.ts';
import type { Verification } from '../../statuspage/verification.ts';
import { describeVerification } from './describe-receiver.ts';

const boardLink = (url: O.Option<string>): string =>
  O.isNone(url) ? '' : `<p><a href="${url.value}/">The board: what is broken now</a></p>\n    `;

const html = (verification: Verification, boardUrl: O.Option<string>): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>StatusWatch</title>
  </head>
  <body>
    <h1>StatusWatch</h1>
    <p>Turns status-page webhooks into structured log entries.</p>
    <p>${describeVerification(verification)}.</p>
    ${boardLink(boardUrl)}<p><a href="/docs">All routes, to try them</a></p>
  </body>
</html>
`;

/** The page at `/`: it needs no script, style or image, so none is allowed. */
export const homePage =
  (verification: Verification, boardUrl: IO<O.Option<string>>): IO<HttpResponse> =>
  () => ({
    status: 200,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
      'Referrer-Policy': 'no-referrer',
      ...noStore,
    },
    body: html(verification, boardUrl()),
  });
