import * as E from 'fp-ts/lib/Either.js';
import { flow, pipe } from 'fp-ts/lib/function.js';
import * as J from 'fp-ts/lib/Json.js';
import * as t from 'io-ts';
import { decode } from '../../codec/decode.ts';
import { optional } from '../../codec/optional.ts';
import type { Violations } from '../../codec/violations.ts';
import { StatusEvent } from '../../domain/status-event.ts';

/** What can never be announced, however often it is sent. */
export type Unannounceable = Readonly<{ _tag: 'Unannounceable'; violations: Violations }>;

/** `insertId` is that of the event's own entry in the log. */
export type PushedEvent = Readonly<{ event: StatusEvent; insertId: string | undefined }>;

const base64OfJson = 'base64 of JSON';

const Base64Json = new t.Type<unknown, string, unknown>(
  base64OfJson,
  (input): input is unknown => input !== undefined,
  (input, context) =>
    pipe(
      t.string.validate(input, context),
      E.chain((text) =>
        pipe(
          J.parse(Buffer.from(text, 'base64').toString('utf8')),
          E.orElse(() => t.failure<J.Json>(input, context)),
        ),
      ),
    ),
  (value) => Buffer.from(JSON.stringify(value)).toString('base64'),
);

// https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry
const EntryOfEvent = t.strict(
  { jsonPayload: t.strict({ event: StatusEvent }, 'JsonPayload'), insertId: optional(t.string) },
  'LogEntry',
);

// https://cloud.google.com/pubsub/docs/push#receive_push
const Push = t.strict(
  { message: t.strict({ data: Base64Json.pipe(EntryOfEvent, base64OfJson) }, 'PubsubMessage') },
  'Push',
);

const unannounceable = (violations: Violations): Unannounceable => ({ _tag: 'Unannounceable', violations });

/** From a Pub/Sub push of a log entry to the event that the entry records. */
export const decodePush = (body: Buffer): E.Either<Unannounceable, PushedEvent> =>
  pipe(
    J.parse(body.toString('utf8')),
    E.mapLeft((): Unannounceable => unannounceable(['expected JSON'])),
    E.chain(flow(decode(Push), E.mapLeft(unannounceable))),
    E.map(({ message: { data } }) => ({ event: data.jsonPayload.event, insertId: data.insertId })),
  );
