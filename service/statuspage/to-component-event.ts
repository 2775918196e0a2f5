import * as E from 'fp-ts/lib/Either.js';
import { optionalUtc } from '../codec/iso-time.ts';
import type { Violations } from '../codec/violations.ts';
import { cleanId, optionalId, optionalLine, singleLine } from '../domain/plain-text.ts';
import type { Pages } from '../domain/provider.ts';
import type { ComponentEvent } from '../domain/status-event.ts';
import { originOf } from './origin-of.ts';
import type { ComponentDelivery } from './wire.ts';

const noId = 'component.id or component_update.component_id: expected a non-empty string';
const noStatus = 'component_update.new_status or component.status: expected a non-empty string';

/** The component's id as it was sent. */
export const componentIdOf = ({ component, component_update: update }: ComponentDelivery): string | undefined =>
  component?.id ?? update?.component_id ?? undefined;

/** Fails where neither `component` nor `component_update` names the component, or its new status. */
export const toComponentEvent =
  (pages: Pages) =>
  (delivery: ComponentDelivery, verified: boolean): E.Either<Violations, ComponentEvent> => {
    const { component, component_update: update } = delivery;
    const id = componentIdOf(delivery);
    const newStatus = update?.new_status ?? component?.status ?? undefined;
    if (id === undefined) return E.left(newStatus === undefined ? [noId, noStatus] : [noId]);
    if (newStatus === undefined) return E.left([noStatus]);
    return E.right({
      kind: 'component',
      ...originOf(pages)(delivery, component?.page_id),
      verified,
      component: {
        id: cleanId(id),
        name: optionalLine(component?.name),
        description: optionalLine(component?.description),
        oldStatus: optionalLine(update?.old_status),
        newStatus: singleLine(newStatus),
        updatedAt: optionalUtc(component?.updated_at),
      },
      update: { id: optionalId(update?.id), createdAt: optionalUtc(update?.created_at) },
    });
  };
