// Without it the board is whole too: it keeps the page up to date, and shows times in the reader's own time zone.
const refreshInMilliseconds = 15_000;
let etag = '';

const localise = () => {
  const now = new Date();
  for (const element of document.querySelectorAll('time:not([data-relative])')) {
    const time = new Date(element.dateTime);
    const isShort = time.toDateString() === now.toDateString() && !('full' in element.dataset);
    const hasYear = 'full' in element.dataset || time.getFullYear() !== now.getFullYear();
    element.title = element.textContent;
    element.textContent = time.toLocaleString([], {
      ...(!isShort && { day: 'numeric', month: 'short' }),
      ...(hasYear && { year: 'numeric' }),
      hour: '2-digit',
      minute: '2-digit',
    });
  }
  document.querySelector('#clock').textContent = `Times are in ${Intl.DateTimeFormat().resolvedOptions().timeZone}`;
};

const show = (page) => {
  const opened = [...document.querySelectorAll('details[open]')].map(({ id }) => id);
  const focused = document.activeElement?.id;
  const before = document.title;
  for (const selector of ['main', 'header', 'link[rel="icon"]']) {
    document.querySelector(selector).replaceWith(page.querySelector(selector));
  }
  document.title = page.title;
  for (const id of opened) document.getElementById(id)?.setAttribute('open', '');
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  localise();
  if (page.title !== before) document.querySelector('#announcement').textContent = page.title;
};

const refresh = async () => {
  const response = await fetch(location.href, { cache: 'no-store', headers: { 'If-None-Match': etag } });
  if (response.status === 200) {
    etag = response.headers.get('ETag') ?? '';
    show(new DOMParser().parseFromString(await response.text(), 'text/html'));
  }
  return response.status < 400;
};

const follow = async () => {
  if (document.hidden) return;
  const isFresh = await refresh().catch(() => false);
  document.documentElement.classList.toggle('stale', !isFresh);
  if (!isFresh) document.querySelector('#announcement').textContent = 'The board cannot be reached';
};

localise();
if (document.querySelector('[data-live]')) {
  setInterval(follow, refreshInMilliseconds);
  document.addEventListener('visibilitychange', follow);
}
