import type * as gcp from '@pulumi/gcp';
import type * as pulumi from '@pulumi/pulumi';
import { pipe } from 'fp-ts/lib/function.js';
import * as O from 'fp-ts/lib/Option.js';
import type { AccessibleSecret } from './accessible-secret.ts';

export type EnvVar = gcp.types.input.cloudrunv2.ServiceTemplateContainerEnv;

type CloudRunServiceArgs = Readonly<{
  project: string;
  region: string;
  serviceName: pulumi.Input<string>;
  image: pulumi.Input<string>;
  /** What the image runs; the receiver when left out. */
  program?: string;
  /** The email address of the service account. */
  identity: pulumi.Input<string>;
  access: keyof typeof accessArgs;
  logLevel: string;
  envs: ReadonlyArray<EnvVar>;
  memoryInMebibytes: number;
  concurrency: number;
  maxInstances: number;
  timeoutInSeconds: number;
  labels: Readonly<Record<string, string>>;
}>;

const health = { path: '/health' };

const accessArgs = {
  // Public even where an organisation forbids allUsers: https://cloud.google.com/run/docs/authenticating/public
  public: { ingress: 'INGRESS_TRAFFIC_ALL', invokerIamDisabled: true },
  // Pub/Sub in the same project counts as internal: https://cloud.google.com/run/docs/securing/ingress
  private: { ingress: 'INGRESS_TRAFFIC_INTERNAL_ONLY', invokerIamDisabled: false },
  // From anywhere, for whom IAM lets in.
  iam: { ingress: 'INGRESS_TRAFFIC_ALL', invokerIamDisabled: false },
  // After a login in the browser: https://cloud.google.com/run/docs/securing/identity-aware-proxy-cloud-run
  iap: { ingress: 'INGRESS_TRAFFIC_ALL', invokerIamDisabled: false, iapEnabled: true },
};

export const optionalEnvVar = (name: string, value: O.Option<pulumi.Input<string>>): ReadonlyArray<EnvVar> =>
  pipe(
    value,
    O.match(
      () => [],
      (given) => [{ name, value: given }],
    ),
  );

export const secretEnvVar = (name: string, { keyReference }: AccessibleSecret): EnvVar => ({
  name,
  valueSource: { secretKeyRef: keyReference },
});

/** A service that scales to zero, is billed only while it handles requests, and is restarted when it stops answering. */
export const cloudRunService = (args: CloudRunServiceArgs): gcp.cloudrunv2.ServiceArgs => ({
  name: args.serviceName,
  location: args.region,
  labels: args.labels,
  ...accessArgs[args.access],
  deletionProtection: false,
  // A revision's own maximum would let a rollout run twice as many: https://cloud.google.com/run/docs/configuring/max-instances
  scaling: { maxInstanceCount: args.maxInstances },
  traffics: [{ type: 'TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST', percent: 100 }],
  template: {
    labels: args.labels,
    serviceAccount: args.identity,
    // The first generation has shorter cold starts: https://cloud.google.com/run/docs/about-execution-environments
    executionEnvironment: 'EXECUTION_ENVIRONMENT_GEN1',
    timeout: `${args.timeoutInSeconds}s`,
    maxInstanceRequestConcurrency: args.concurrency,
    scaling: { minInstanceCount: 0, maxInstanceCount: args.maxInstances },
    containers: [
      {
        image: args.image,
        ...(args.program !== undefined && { args: [args.program] }),
        ports: { containerPort: 8080 },
        resources: {
          limits: { cpu: '1', memory: `${args.memoryInMebibytes}Mi` },
          cpuIdle: true,
          startupCpuBoost: true,
        },
        startupProbe: { httpGet: health, periodSeconds: 1, timeoutSeconds: 1, failureThreshold: 30 },
        livenessProbe: { httpGet: health, periodSeconds: 30, timeoutSeconds: 5, failureThreshold: 3 },
        envs: [
          { name: 'GOOGLE_CLOUD_PROJECT', value: args.project },
          { name: 'LOG_LEVEL', value: args.logLevel },
          ...args.envs,
        ],
      },
    ],
  },
});
