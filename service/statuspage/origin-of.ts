import { optionalId, optionalLine } from '../domain/plain-text.ts';
import { type Pages, providerOf } from '../domain/provider.ts';
import type { StatusEvent } from '../domain/status-event.ts';
import type { ComponentDelivery, IncidentDelivery } from './wire.ts';

// Only the host is kept: the whole link lets anyone end the subscription.
const hostOf = (unsubscribeLink: string | null | undefined): string | undefined => {
  const link = typeof unsubscribeLink === 'string' ? URL.parse(unsubscribeLink) : null;
  return link !== null && /^https?:$/.test(link.protocol) ? link.hostname : undefined;
};

/** The page that sent the delivery, and its name. */
export const originOf =
  (pages: Pages) =>
  (
    { meta, page }: Pick<IncidentDelivery | ComponentDelivery, 'meta' | 'page'>,
    pageIdInside: string | null | undefined,
  ): Pick<StatusEvent, 'provider' | 'rehearsal' | 'page'> => {
    const id = optionalId(page?.id ?? pageIdInside);
    return {
      provider: providerOf(pages)(id, () => hostOf(meta?.unsubscribe)),
      rehearsal: meta?.rehearsal === true ? true : undefined,
      page: {
        id,
        indicator: optionalLine(page?.status_indicator),
        description: optionalLine(page?.status_description),
      },
    };
  };
