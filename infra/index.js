import process from 'node:process';
import { RunError } from '@pulumi/pulumi';

// In JavaScript, as it has to run on a Node.js that cannot run TypeScript.
if (!process.features.typescript) {
  throw new RunError(
    `Pulumi runs on Node.js ${process.versions.node}, which cannot run TypeScript. Install Node.js 24, or use the one that "npm ci" has installed: npm exec -c 'pulumi up'`,
  );
}

const { default: outputs } = await import('./stack.ts');
export default outputs;
