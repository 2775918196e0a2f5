import { describeEvent } from '../../domain/describe-event.ts';
import { wellKnownPages } from '../../domain/provider.ts';
import { currentState } from '../../pages/current-state.ts';
import type { PageReading } from '../../pages/page-reading.ts';
import { pageProducts } from '../../pages/products/products.ts';

const labelWidth = 12;

const field = (label: string, value: string): string => `${label.padEnd(labelWidth)}${value}`;

const list = (label: string, values: ReadonlyArray<string>): ReadonlyArray<string> =>
  values.length === 0 ? [field(label, 'none')] : values.map((value, index) => field(index === 0 ? label : '', value));

// A name that would end the item or the quotes is left out: the page's own is used anyway.
const pollItem = ({ name, origin }: PageReading): string =>
  /^[^=,'"`\\$]+$/.test(name) ? `${name}=${origin}` : origin;

const webhookLines = ({ id, name, product }: PageReading): ReadonlyArray<string> =>
  pageProducts.find((it) => it.name === product)?.hasWebhooks === true
    ? [
        `${product} can push. If the page's owner allows it, which cannot be read from the page's API,`,
        '"Subscribe to updates" on the page has a webhook tab (<>): enter',
        '  https://<your host>/webhook/statuspage/<the token in STATUSPAGE_WEBHOOK_TOKEN>',
        ...(wellKnownPages.has(id) || !/^[^=,'"`\\$]+$/.test(name)
          ? []
          : ['and name the page, whose deliveries hold only its id, in .env:', `  STATUSPAGE_PAGES='${id}=${name}'`]),
      ]
    : [`StatusWatch takes no webhooks from pages of ${product}: poll it.`];

/** All that somebody who wants to follow a page has to know about it. */
export const describePage = (reading: PageReading): string => {
  const { name, provider, product, id, origin, description, components, violations } = reading;
  const { incidents, maintenances } = currentState(reading);
  return [
    field('Name', name === '' ? provider : name),
    field('Address', origin),
    field('Product', product),
    field('Page id', id),
    field('Status', `${description ?? 'not told'}${reading.isFresh ? '' : ' (from a cache, which may be old)'}`),
    ...list(
      'Open',
      [...incidents, ...maintenances].map((event) =>
        [describeEvent(event), event.incident.shortlink ?? ''].join(' ').trimEnd(),
      ),
    ),
    ...list(
      'Components',
      components.map((component) => `${component.name} (${component.id}): ${component.status}`),
    ),
    ...(violations.length === 0 ? [] : list('Left out', violations)),
    '',
    'To poll it, put into .env (several pages are separated by commas):',
    `  POLL_PAGES='${pollItem(reading)}'`,
    '',
    ...webhookLines(reading),
  ].join('\n');
};
