import { exampleDeliveries } from '../service/programs/receiver/example-deliveries.ts';
import { signBody } from '../service/sending/sign-body.ts';

export const secret = 'bench-secret-0123456789';

export type Delivery = Readonly<{ body: string; headers: Readonly<Record<string, string>> }>;

/** A signed incident with the given number of updates, and of characters in the text of each. */
export const deliveryOf = (updates: number, characters = 200): Delivery => {
  const { meta, page, incident } = exampleDeliveries.incident.value;
  const [update] = incident.incident_updates;
  const body = JSON.stringify({
    meta,
    page,
    incident: {
      ...incident,
      incident_updates: Array.from({ length: updates }, (_, index) => ({
        ...update,
        id: `update-${index}`,
        body: 'We continue to work on it. '.repeat(Math.ceil(characters / 27)).slice(0, characters),
      })),
    },
  });
  return {
    body,
    headers: {
      'Content-Type': 'application/json',
      'X-Statuspage-Signature': signBody(secret)(body),
    },
  };
};
