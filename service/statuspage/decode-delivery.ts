import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import { decodeTolerantly, type WithViolations } from '../codec/decode-tolerantly.ts';
import { exceedsJsonLimit, jsonLimit } from '../codec/exceeds-json-limit.ts';
import type { Violations } from '../codec/violations.ts';
import type { Pages } from '../domain/provider.ts';
import type { ComponentEvent, IncidentEvent, StatusEvent } from '../domain/status-event.ts';
import { type JsonObject, readObject, readText, type UnreadableBody } from './read-json.ts';
import { componentIdOf, toComponentEvent } from './to-component-event.ts';
import { toIncidentEvent } from './to-incident-event.ts';
import type { Verified } from './verification.ts';
import { ComponentDelivery, IncidentDelivery } from './wire.ts';

export type DecodingError = UnreadableBody | Readonly<{ _tag: 'Unrecognised'; violations: Violations }>;

const tooManyValues: Violations = [`expected at most ${jsonLimit} values, or characters that have to be cleaned`];
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

const unrecognised = (violations: Violations): DecodingError => ({ _tag: 'Unrecognised', violations });

/**
 * Decodes raw bytes to a status event. A JSON object of an unknown shape is `Unrecognised`, with the violations; so is what
 * exceeds the limit of JSON, which is not parsed.
 */
export const decodeDelivery =
  (pages: Pages) =>
  (body: Buffer, { by }: Verified): E.Either<DecodingError, DecodedDelivery> =>
    pipe(
      readText(body),
      E.filterOrElseW(
        () => !exceedsJsonLimit(body),
        () => unrecognised(tooManyValues),
      ),
      E.chainW(readObject),
      E.chainW((delivery) => pipe(decodeShape(pages, by !== 'nothing')(delivery), E.mapLeft(unrecognised))),
    );
