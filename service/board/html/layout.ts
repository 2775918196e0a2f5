import { type Html, html } from './html.ts';
import { iconShapes, type Level } from './level.ts';
import { linkTo, pathAt, type ShownView } from './links.ts';
import { fullTime } from './moment.ts';

export type Page = Readonly<{
  title: string;
  level: Level;
  /** Of the page itself, without a time. */
  path: string;
  content: Html;
}>;

const pastNotice = (path: string, view: ShownView): Html =>
  html`<p class="past">
    <strong>As it was</strong> on ${fullTime(view.at)}, by all that
    ${view.known === 'then' ? 'was known then' : 'is known now'}.
    <a href="${pathAt(path, { ...view, known: view.known === 'then' ? 'now' : 'then' })}"
      >${view.known === 'then' ? 'By what is known now' : 'By what was known then'}</a
    >
  </p>`;

const staleNotice = ({ self: { staleSince } }: ShownView): Html | undefined =>
  staleSince === undefined
    ? undefined
    : html`<p class="past">
        <strong>Not up to date:</strong> the history cannot be read since ${fullTime(staleSince)}. What was recorded
        afterwards is missing.
      </p>`;

/** To the same page at another time. */
const timeNavigation = (path: string, view: ShownView): Html =>
  html`<nav class="times" aria-label="Time">
    <form action="${path}" method="get">
      <a href="${pathAt(path, view, -1)}">An hour earlier</a>
      ${view.isLive ? undefined : html`<a href="${pathAt(path, view, 1)}">An hour later</a> <a href="${path}">Now</a>`}
      <label>At (UTC) <input type="datetime-local" name="at" required value="${view.at.slice(0, 16)}" /></label>
      <button>Show</button>
    </form>
  </nav>`;

/** A whole document. The script replaces what is in `main` by a newer version of it. */
export const layout = ({ title, level, path, content }: Page, view: ShownView): string =>
  `<!doctype html>${
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · StatusWatch</title>
        <link rel="icon" href="/icons/${level}.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/board.css" />
        <script src="/board.js" defer></script>
      </head>
      <body>
        ${iconShapes}
        <a class="skip" href="#board">Skip to the board</a>
        <header>
          <a class="home" href="${linkTo('/', view)}">StatusWatch</a>
          <p id="freshness">${view.isLive ? 'Live' : 'Past'} · ${fullTime(view.at)}</p>
        </header>
        <main id="board" class="${level}" tabindex="-1" ${view.isLive ? html`data-live` : undefined}>
          ${staleNotice(view)} ${view.isLive ? undefined : pastNotice(path, view)} ${content}
          ${timeNavigation(path, view)}
        </main>
        <footer>
          <p><a href="/docs">For programs: JSON</a> · <span id="clock">Times are in UTC</span></p>
        </footer>
        <p id="announcement" class="unseen" role="status"></p>
      </body>
    </html>`.markup
  }\n`;
