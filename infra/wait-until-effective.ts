import { setTimeout } from 'node:timers/promises';
import type { ResourceHookBinding } from '@pulumi/pulumi';
import { propagationDelaysInSeconds } from './propagation-delays.ts';

/** Makes whatever depends on a resource wait until it has become effective. Only a creation waits, so an `up` that creates nothing is as fast as ever. */
export const waitUntilEffective = (kind: keyof typeof propagationDelaysInSeconds): ResourceHookBinding => ({
  afterCreate: [() => setTimeout(propagationDelaysInSeconds[kind] * 1000)],
});
