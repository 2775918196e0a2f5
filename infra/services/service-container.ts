import type * as gcp from '@pulumi/gcp';
import type * as pulumi from '@pulumi/pulumi';
import * as O from 'fp-ts/lib/Option.js';
import { pipe } from 'fp-ts/lib/function.js';

export type EnvVar = gcp.types.input.cloudrunv2.ServiceTemplateContainerEnv;

type ServiceContainerArgs = Readonly<{
  image: pulumi.Input<string>;
  /** What the image runs; the receiver when left out. */
  args?: ReadonlyArray<string>;
  memoryInMebibytes: number;
  envs: ReadonlyArray<EnvVar>;
}>;

const health = { path: '/health' };

export const optionalEnvVar = (name: string, value: O.Option<string>): ReadonlyArray<EnvVar> =>
  pipe(
    value,
    O.match(
      () => [],
      (given) => [{ name, value: given }],
    ),
  );

/** A container that is billed only while it handles requests, and that Cloud Run restarts when it stops answering. */
export const serviceContainer = ({ image, args, memoryInMebibytes, envs }: ServiceContainerArgs) => ({
  image,
  ...(args !== undefined && { args: [...args] }),
  ports: { containerPort: 8080 },
  resources: {
    limits: { cpu: '1', memory: `${memoryInMebibytes}Mi` },
    cpuIdle: true,
    startupCpuBoost: true,
  },
  startupProbe: { httpGet: health, periodSeconds: 1, timeoutSeconds: 1, failureThreshold: 30 },
  livenessProbe: { httpGet: health, periodSeconds: 30, timeoutSeconds: 5, failureThreshold: 3 },
  envs: [...envs],
});
