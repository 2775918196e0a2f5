import { artifactRegistryTypes } from './artifact-registry.ts';
import { cloudRunTypes } from './cloud-run.ts';
import { cloudSchedulerTypes } from './cloud-scheduler.ts';
import { dockerBuildTypes } from './docker-build.ts';
import { iamTypes } from './iam.ts';
import { iapTypes } from './iap.ts';
import { loggingTypes } from './logging.ts';
import { monitoringTypes } from './monitoring.ts';
import { projectTypes } from './project.ts';
import { pubsubTypes } from './pubsub.ts';
import { randomTypes } from './random.ts';
import type { ResourceType } from './resource-type.ts';
import { secretManagerTypes } from './secret-manager.ts';

/** Every type that the fake providers know; they refuse any other. */
export const resourceTypes: Readonly<Record<string, ResourceType>> = {
  ...artifactRegistryTypes,
  ...cloudRunTypes,
  ...cloudSchedulerTypes,
  ...dockerBuildTypes,
  ...iamTypes,
  ...iapTypes,
  ...loggingTypes,
  ...monitoringTypes,
  ...projectTypes,
  ...pubsubTypes,
  ...randomTypes,
  ...secretManagerTypes,
};
