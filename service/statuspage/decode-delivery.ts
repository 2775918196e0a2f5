import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import { decodeTolerantly, type WithViolations } from '../codec/decode-tolerantly.ts';
import type { Violations } from '../codec/violations.ts';
import type { Pages } from '../domain/provider.ts';
import type { ComponentEvent, IncidentEvent, StatusEvent } from '../domain/status-event.ts';
import { type JsonObject, readObject, readText, type UnreadableBody } from './read-json.ts';
import { componentIdOf, toComponentEvent } from './to-component-event.ts';
import { toIncidentEvent } from './to-incident-event.ts';
import type { Verified } from './verification.ts';
import { ComponentDelivery, IncidentDelivery } from './wire.ts';

export type DecodingError = UnreadableBody | Readonly<{ _tag: 'Unrecognised'; violations: Violations }>;

// A list element of two bytes costs far more memory and time than that. Recorded deliveries have a few hundred values.
const maxValues = 50_000;
const tooManyValues: Violations = [`expected at most ${maxValues} values`];
const startOfValue = /[,[{]/;

const hasTooManyValues = (json: string): boolean =>
  json.length > maxValues && json.split(startOfValue, maxValues + 1).length > maxValues;

const neitherShape: Violations = ['expected an incident, or a component_update with its component'];

/** `sentId` is the id of the incident or the component exactly as it was sent. */
export type DecodedDelivery<Event = StatusEvent> = WithViolations<Event> & Readonly<{ sentId: string }>;

type Decoded<Event> = E.Either<Violations, DecodedDelivery<Event>>;

const has =
  (key: string) =>
  (delivery: JsonObject): boolean =>
    (delivery[key] ?? null) !== null;
const hasIncident = has('incident');
const hasComponent = (delivery: JsonObject): boolean => has('component')(delivery) || has('component_update')(delivery);

const decodeIncident =
  (pages: Pages, verified: boolean) =>
  (delivery: JsonObject): Decoded<IncidentEvent> =>
    pipe(
      decodeTolerantly(IncidentDelivery)(delivery),
      E.map(({ value, violations }) => ({
        value: toIncidentEvent(pages)(value, verified),
        sentId: value.incident.id,
        violations,
      })),
    );

const decodeComponent =
  (pages: Pages, verified: boolean) =>
  (delivery: JsonObject): Decoded<ComponentEvent> =>
    pipe(
      decodeTolerantly(ComponentDelivery)(delivery),
      E.chain(({ value, violations }) =>
        pipe(
          toComponentEvent(pages)(value, verified),
          E.bimap(RNEA.concat(violations), (event) => ({
            value: event,
            sentId: componentIdOf(value) ?? event.component.id,
            violations,
          })),
        ),
      ),
    );

const decodeShape =
  (pages: Pages, verified: boolean) =>
  (delivery: JsonObject): Decoded<StatusEvent> => {
    if (hasIncident(delivery)) return decodeIncident(pages, verified)(delivery);
    if (hasComponent(delivery)) return decodeComponent(pages, verified)(delivery);
    return E.left(neitherShape);
  };

/** Decodes raw bytes to a status event. A JSON object of an unknown shape is `Unrecognised`, with the violations. */
export const decodeDelivery =
  (pages: Pages) =>
  (body: Buffer, { by }: Verified): E.Either<DecodingError, DecodedDelivery> =>
    pipe(
      readText(body),
      E.chainW((json) =>
        pipe(
          readObject(json),
          E.chainW((delivery) =>
            pipe(
              hasTooManyValues(json) ? E.left(tooManyValues) : decodeShape(pages, by !== 'nothing')(delivery),
              E.mapLeft((violations) => ({ _tag: 'Unrecognised' as const, violations })),
            ),
          ),
        ),
      ),
    );
