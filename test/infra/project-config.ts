import { readFileSync } from 'node:fs';

const projectFile = readFileSync(new URL('../../Pulumi.yaml', import.meta.url), 'utf8');

const entries = [
  ...projectFile.matchAll(/^ {2}([\w:]+):\n {4}(?:default|value): (.*)(?:\n {4}description: (.*))?$/gm),
].map(([, key = '', value = '', description = '']) => ({ key, value: value.replaceAll("'", ''), description }));

/** The configuration of a stack that sets nothing but its project: the defaults in Pulumi.yaml. */
export const defaultConfig: Readonly<Record<string, string>> = {
  'gcp:project': 'demo-project',
  ...Object.fromEntries(entries.map(({ key, value }) => [key, value])),
};

/** The settings that Pulumi.yaml describes as secrets, as Pulumi passes on the keys that a stack encrypts. */
export const secretKeysJson = JSON.stringify(
  entries.filter(({ description }) => description.startsWith('Secret.')).map(({ key }) => key),
);
