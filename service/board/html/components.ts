import type { ComponentView } from '../board-view.ts';
import { type Html, html } from './html.ts';
import { vendorName } from './vendor-text.ts';
import { spaced } from './words.ts';

const maxNamed = 12;

const statusText = (status: string | undefined): Html | undefined =>
  status === undefined || status === 'operational'
    ? undefined
    : html` <span class="status">(${vendorName(spaced(status))})</span>`;

const component = ({ id, name, status }: ComponentView): Html =>
  html`<li>${vendorName(name ?? id ?? 'unnamed')}${statusText(status)}</li>`;

/** The names of components; nothing where there is none. */
export const componentList = (components: ReadonlyArray<ComponentView>): Html | undefined => {
  const more = components.length - maxNamed;
  return components.length === 0
    ? undefined
    : html`<ul class="components" aria-label="Components">
        ${components.slice(0, maxNamed).map(component)}${more > 0 ? html`<li>and ${more} more</li>` : undefined}
      </ul>`;
};
