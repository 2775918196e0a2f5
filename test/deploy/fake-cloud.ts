import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { environmentOf } from './resource-types/cloud-run.ts';
import type { Cloud, Properties, Resource, ResourceType } from './resource-types/resource-type.ts';
import { resourceTypes } from './resource-types/resource-types.ts';

type Operation = Readonly<{
  kind: 'create' | 'update' | 'delete';
  type: string;
  name: string;
  /** The environments of the serving Cloud Run revisions after the operation. */
  serving: ReadonlyArray<Readonly<Record<string, string>>>;
}>;
type Failure = Readonly<{ property: string; reason: string }>;

const service = 'gcp:cloudrunv2/service:Service';
const api = 'gcp:projects/service:Service';
const logMetric = 'gcp:logging/metric:Metric';
const logBucket = 'gcp:logging/projectBucketConfig:ProjectBucketConfig';

/** How Pulumi represents a value that is unknown during a preview. */
const unknown = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
const hasUnknown = (value: unknown) => JSON.stringify(value ?? null).includes(unknown);

const typeNamed = (name: string): ResourceType => {
  const type = resourceTypes[name];
  if (type === undefined) throw new Error(`the fake cloud does not know ${name}: add it to resource-types/`);
  return type;
};

/** A Google Cloud project, a Docker registry and a source of random values, in memory. They refuse what the real ones refuse, and what they grant or enable takes effect after a lag. */
export const fakeCloud = (project: string, programFolder: string, { lagInMilliseconds = 0 } = {}) => {
  const resources = new Map<string, Resource>();
  const counters = new Map<string, number>();
  const enabledApis = new Set<string>();
  const pushedImages = new Set<string>();
  const reservedNames = new Set<string>();
  const operations: Operation[] = [];
  const effectiveFrom = new Map<string, number>();
  const abandoned = new Set<string>();
  const docker = { isRunning: true, baseImages: 'of today' };

  const cloud: Cloud = {
    project,
    programFolder,
    find: (id) => resources.get(id),
    all: (type) => [...resources.values()].filter((resource) => resource.type === type),
    pushedImages,
    docker,
    isEffective: (id) => (effectiveFrom.get(id) ?? 0) <= Date.now(),
    next: (counter) => {
      const value = (counters.get(counter) ?? 0) + 1;
      counters.set(counter, value);
      return value;
    },
  };

  const isEnabled = (name: string) => enabledApis.has(name) && cloud.isEffective(`${project}/${name}`);

  const lacking = ({ type, inputs }: Resource) => {
    const { api: needed, lacks } = typeNamed(type);
    return [
      ...(needed === undefined || isEnabled(needed) ? [] : [`${needed} is not enabled`]),
      ...lacks(inputs, cloud),
    ];
  };

  const put = (id: string, resource: Resource | undefined) => {
    if (resource === undefined) resources.delete(id);
    else resources.set(id, resource);
  };

  const serving = () => cloud.all(service).map(({ inputs }) => environmentOf(inputs, cloud));

  // Nothing is created before what it needs, nor deleted before what needs it.
  const change = (kind: Operation['kind'], name: string, id: string, after: Resource | undefined, disabledApi = '') => {
    const before = resources.get(id);
    put(id, after);
    enabledApis.delete(disabledApi);
    const problems = [...resources.values()].flatMap((resource) =>
      lacking(resource).map((what) => `${resource.type}: ${what}`),
    );
    if (problems.length > 0) {
      put(id, before);
      if (disabledApi !== '') enabledApis.add(disabledApi);
      throw new Error(`cannot ${kind} ${name}: ${problems.join('; ')}`);
    }
    operations.push({
      kind,
      type: (after ?? before)?.type ?? '',
      name,
      serving: serving(),
    });
  };

  return {
    operations,
    enabledApis,
    docker,
    resources: () => [...resources.values()],
    /** The environments of the serving Cloud Run revisions: a process with one of them stands in for its revision. */
    serving,
    /** The environment that a revision with these inputs has now. */
    environmentOf: (inputs: Properties) => environmentOf(inputs, cloud),

    check: (typeName: string, name: string, given: Properties, old: Properties) => {
      const { autonamed, inputs: codec } = typeNamed(typeName);
      const named =
        autonamed === undefined || given[autonamed] !== undefined
          ? {}
          : { [autonamed]: old[autonamed] ?? `${name}-${randomBytes(4).toString('hex').slice(1)}` };
      const inputs = { ...given, ...named };
      const failures: ReadonlyArray<Failure> = pipe(
        codec.decode(inputs),
        E.match(
          (errors) =>
            errors
              .filter(({ value }) => !hasUnknown(value))
              .map(({ context }): Failure => ({
                property: context
                  .map(({ key }) => key)
                  .filter((key) => key !== '')
                  .join('.'),
                reason: `must be ${context.at(-1)?.type.name ?? ''}`,
              })),
          (accepted) =>
            Object.keys(inputs)
              .filter((property) => !(property in accepted) && property !== '__defaults')
              .map((property): Failure => ({ property, reason: 'is not a property that the fake cloud knows' })),
        ),
      );
      return { named, failures };
    },

    diff: (typeName: string, old: Readonly<{ inputs: Properties; outputs: Properties }>, inputs: Properties) => {
      const { immutable, compared, drifted } = typeNamed(typeName);
      const before = compared(old.inputs);
      const after = compared(inputs);
      const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
        (property) => !isDeepStrictEqual(before[property], after[property]),
      );
      const alsoChanged = hasUnknown(inputs) ? [] : drifted(old.outputs, inputs, cloud);
      return {
        changed: [...changed, ...alsoChanged],
        replaced: changed.filter((property) => immutable.includes(property)),
      };
    },

    create: (type: string, name: string, inputs: Properties) => {
      const outputs = typeNamed(type).make(inputs, cloud);
      const { id } = outputs;
      if (resources.has(id)) throw new Error(`${id} already exists`);
      if (reservedNames.has(id)) throw new Error(`${id} was deleted less than a week ago: its name is still reserved`);
      if (type === api) enabledApis.add(String(inputs['service']));
      effectiveFrom.set(id, Date.now() + lagInMilliseconds);
      change('create', name, id, { type, inputs, outputs });
      return outputs;
    },

    read: (id: string) => resources.get(id),

    update: (type: string, name: string, id: string, inputs: Properties) => {
      const outputs = typeNamed(type).make(inputs, cloud);
      // What cannot be renamed exists twice afterwards.
      change('update', name, type === logMetric ? outputs.id : id, { type, inputs, outputs });
      return outputs;
    },

    remove: (type: string, name: string, id: string) => {
      const { inputs = {} } = resources.get(id) ?? {};
      if (inputs['deletionPolicy'] === 'ABANDON') {
        abandoned.add(id);
        return;
      }
      [...abandoned].filter((other) => other.startsWith(`${id}/`)).forEach((other) => resources.delete(other));
      const disabled = type === api && inputs['disableOnDestroy'] !== false ? String(inputs['service']) : undefined;
      change('delete', name, id, undefined, disabled);
      if (type === logBucket) reservedNames.add(id);
    },
  };
};

export type FakeCloud = ReturnType<typeof fakeCloud>;
