import * as E from 'fp-ts/lib/Either.js';
import { identity, pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';

export type Properties = Readonly<Record<string, unknown>>;
export type Resource = Readonly<{ type: string; inputs: Properties; outputs: Properties }>;

/** What a resource type may ask the fake cloud. */
export type Cloud = Readonly<{
  project: string;
  programFolder: string;
  find: (id: string) => Resource | undefined;
  all: (type: string) => ReadonlyArray<Resource>;
  next: (counter: string) => number;
  /** The images in the registry, older ones too: `repository/name@digest`. */
  pushedImages: Set<string>;
  docker: Readonly<{
    isRunning: boolean;
    /** Changes when the tags that the Dockerfile builds on are moved. */
    baseImages: string;
  }>;
  /** Whether a grant or an enabled API, given by its ID, has already taken effect. */
  isEffective: (id: string) => boolean;
}>;

type Definition<A> = Readonly<{
  /** Refuses what the real provider refuses in a preview, and mistakes that it lets pass. */
  inputs: t.Decoder<unknown, A>;
  api?: string;
  /** The property that the provider names automatically: the logical name and seven hexadecimal digits. */
  autonamed?: keyof A & string;
  immutable: ReadonlyArray<keyof A & string>;
  /** The properties that the provider's schema marks as secret. */
  secret?: ReadonlyArray<string>;
  /** The ID and the other properties that only the cloud knows. */
  make: (inputs: A, cloud: Cloud) => Properties & { id: string };
  /** What the resource needs for as long as it exists and does not have, in sentences. */
  lacks?: (inputs: A, cloud: Cloud) => ReadonlyArray<string>;
  /** The part of the inputs whose change counts. */
  compared?: (inputs: Properties) => Properties;
  /** The properties that changed since creation although the inputs did not. */
  drifted?: (outputs: Properties, inputs: A, cloud: Cloud) => ReadonlyArray<string>;
}>;

export type ResourceType = Readonly<{
  inputs: t.Decoder<unknown, object>;
  api: string | undefined;
  autonamed: string | undefined;
  immutable: ReadonlyArray<string>;
  secret: ReadonlyArray<string>;
  make: (inputs: Properties, cloud: Cloud) => Properties & { id: string };
  lacks: (inputs: Properties, cloud: Cloud) => ReadonlyArray<string>;
  compared: (inputs: Properties) => Properties;
  drifted: (outputs: Properties, inputs: Properties, cloud: Cloud) => ReadonlyArray<string>;
}>;

export const decoded = <A>(codec: t.Decoder<unknown, A>, inputs: Properties): A =>
  pipe(
    codec.decode(inputs),
    E.getOrElse<t.Errors, A>(() => {
      throw new Error('create was called with inputs that check refuses');
    }),
  );

export const resourceType = <A extends object>(definition: Definition<A>): ResourceType => ({
  inputs: definition.inputs,
  api: definition.api,
  autonamed: definition.autonamed,
  immutable: definition.immutable,
  secret: definition.secret ?? [],
  make: (inputs, cloud) => definition.make(decoded(definition.inputs, inputs), cloud),
  lacks: (inputs, cloud) => definition.lacks?.(decoded(definition.inputs, inputs), cloud) ?? [],
  compared: definition.compared ?? identity,
  drifted: (outputs, inputs, cloud) => definition.drifted?.(outputs, decoded(definition.inputs, inputs), cloud) ?? [],
});

export const missing = (cloud: Cloud, what: string, id: string) =>
  cloud.find(id) ? [] : [`${what} ${id} does not exist`];

export const isGranted = (cloud: Cloud, binding: string, on: Properties, role: string, member: string) =>
  cloud
    .all(binding)
    .some(
      ({ inputs }) =>
        Object.entries(on).every(([property, value]) => inputs[property] === value) &&
        inputs['role'] === role &&
        t.array(t.string).is(inputs['members']) &&
        inputs['members'].includes(member),
    );

export const pubsubAgent = 'serviceAccount:service-123456789012@gcp-sa-pubsub.iam.gserviceaccount.com';

/** The members that a grant names before they exist. */
export const membersLack = (cloud: Cloud, members: ReadonlyArray<string>) => {
  const agent = `projects/${cloud.project}/services/pubsub.googleapis.com`;
  return members.includes(pubsubAgent) && !(cloud.find(agent) && cloud.isEffective(agent))
    ? [`the service account ${pubsubAgent} does not exist`]
    : [];
};
