import { readFileSync } from 'node:fs';
import * as O from 'fp-ts/lib/Option.js';
import { chromium } from 'playwright-core';
import { chatMessage } from '../../service/google-chat/chat-message.ts';
import { adaptiveCard } from '../../service/teams/adaptive-card.ts';
import { eventsOf } from '../helpers/rehearsed-events.ts';

const fileIn = (path: string) => new URL(`../../${path}`, import.meta.url);

// The emoji of an appearance, drawn, as a machine may have no font for them.
const emojis: Readonly<Record<string, string>> = { '🔴': '#e01e5a">●', '✅': '#2eb67d">✔' };
const withEmojis = (html: string): string =>
  html.replace(/🔴|✅/gu, (emoji) => `<span style="color:${emojis[emoji] ?? ''}</span>`);

const colours = { default: { default: '#242424', subtle: '#616161' } };
const styleOf = (backgroundColor: string) => ({ backgroundColor, foregroundColors: colours });
const hostConfig = {
  fontFamily: 'Segoe UI, Noto Sans, DejaVu Sans, sans-serif',
  separator: { lineThickness: 1, lineColor: '#e1e1e1' },
  fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
  spacing: { small: 4, default: 8, padding: 12 },
  containerStyles: {
    default: styleOf('#ffffff'),
    attention: styleOf('#fcf0f2'),
    good: styleOf('#e7f2da'),
  },
  actions: { buttonSpacing: 8, actionsOrientation: 'horizontal', actionAlignment: 'left' },
};

const boardUrl = O.some('https://board.example.com');
const events = ['identified', 'resolved'].flatMap((status) =>
  eventsOf('incident').filter((event) => event.kind === 'incident' && event.incident.status === status),
);

const page = (width: number, content: string) => `<!doctype html><meta charset="utf-8"><style>
body{margin:0;background:#f0f0f0;font:14px 'Noto Sans','DejaVu Sans',sans-serif}main{width:${width}px;padding:16px}
.card{background:#fff;border:1px solid #ddd;border-radius:8px;margin-bottom:16px;overflow:hidden}
.ac-pushButton{border:1px solid #d1d1d1;background:#fff;border-radius:4px;padding:6px 14px}
header,section{padding:12px 16px}section{border-top:1px solid #dadce0}h1{font-size:16px;margin:0}
small{display:block;color:#5f6368}p{margin:0 0 4px;white-space:pre-wrap}a{color:#1967d2;font-weight:600;margin-right:20px}
</style><main>${content}</main>`;

const teams = `${page(620, '')}<script>${readFileSync(fileIn('node_modules/adaptivecards/dist/adaptivecards.min.js'), 'utf8')}</script><script>
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = text.replace(/\\*\\*(.*?)\\*\\*/g, '<b>$1</b>');
  result.didProcess = true;
};
for (const json of ${JSON.stringify(events.map((event) => adaptiveCard(event, boardUrl)))}) {
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig(${JSON.stringify(hostConfig)});
  card.parse(json);
  const frame = document.createElement('div');
  frame.className = 'card';
  frame.append(card.render());
  frame.innerHTML = frame.innerHTML.replace(/🔴|✅/gu, (emoji) => '<span style="color:' + ${JSON.stringify(emojis)}[emoji] + '</span>');
  document.querySelector('main').append(frame);
}
</script>`;

type Card = ReturnType<typeof chatMessage>['cardsV2'][number]['card'];

const widgetHtml = (widget: Card['sections'][number]['widgets'][number]): string => {
  if ('decoratedText' in widget)
    return `<small>${widget.decoratedText.topLabel}</small><p>${widget.decoratedText.text}</p>`;
  if ('textParagraph' in widget) return `<p>${widget.textParagraph.text}</p>`;
  return widget.buttonList.buttons.map(({ text }) => `<a>${text}</a>`).join('');
};

const cardHtml = ({ header, sections }: Card): string =>
  `<div class="card"><header><h1>${header.title}</h1><small>${header.subtitle}</small></header>${sections
    .map(({ widgets }) => `<section>${widgets.map(widgetHtml).join('')}</section>`)
    .join('')}</div>`;

const chat = page(
  520,
  events.flatMap((event) => chatMessage(event, boardUrl).cardsV2.map(({ card }) => cardHtml(card))).join(''),
);

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const [name, html] of Object.entries({ teams, 'google-chat': withEmojis(chat) })) {
  const window = await browser.newPage({ viewport: { width: 700, height: 600 }, timezoneId: 'UTC' });
  await window.setContent(html);
  const main = window.locator('main');
  await main.screenshot({ path: fileIn(`docs/${name}.png`).pathname });
}
await browser.close();
