import type * as gcp from '@pulumi/gcp';
import type * as pulumi from '@pulumi/pulumi';

export type Variable = gcp.types.input.cloudrunv2.ServiceTemplateContainerEnv;

type ProgramContainerArgs = Readonly<{
  image: pulumi.Input<string>;
  memoryInMebibytes: number;
  envs: ReadonlyArray<Variable>;
}>;

const health = { path: '/health' };

/** The container of a program that is paid for only while it handles requests, and is replaced when it no longer answers. */
export const programContainer = ({ image, memoryInMebibytes, envs }: ProgramContainerArgs) => ({
  image,
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
