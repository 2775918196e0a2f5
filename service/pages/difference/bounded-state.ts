import type { OpenIncident, PageState } from '../../domain/page-state.ts';
import type { ReadComponent } from '../page-reading.ts';
import { operational } from './component-changes.ts';

// Together below 180 kB of JSON, whatever a page calls things.
const maxComponents = 100;
const maxOpen = 150;
const maxIdLength = 64;
const maxNameLength = 100;
const maxStatusLength = 40;

const shortened = (text: string, maxLength: number): string => text.slice(0, maxLength).toWellFormed();

const bounded = <A extends Readonly<{ id: string }>>(items: ReadonlyArray<A>, maxItems: number): ReadonlyArray<A> =>
  items
    .filter(({ id }) => id.length <= maxIdLength)
    .toSorted((left, right) => (left.id < right.id ? -1 : 1))
    .slice(0, maxItems);

/** The lists of a page's state, in a fixed order, and how many components and incidents do not fit into them. */
export const boundedState = (
  components: ReadonlyArray<ReadComponent>,
  open: ReadonlyArray<OpenIncident>,
): Pick<PageState, 'components' | 'componentCount' | 'open' | 'omitted'> => {
  const impaired = components.filter(({ status }) => status !== operational);
  const listed = bounded(impaired, maxComponents);
  const listedOpen = bounded(open, maxOpen);
  return {
    componentCount: components.length,
    components: listed.map(({ id, name, status }) => ({
      id,
      name: shortened(name, maxNameLength),
      status: shortened(status, maxStatusLength),
    })),
    open: listedOpen,
    omitted: { components: impaired.length - listed.length, open: open.length - listedOpen.length },
  };
};
