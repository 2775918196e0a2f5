'use strict';
// Plain JavaScript that any Node runs before the program, so that one that cannot run TypeScript says what to do.
if (!process.features.typescript) {
  process.stderr.write(
    `Node ${process.version} cannot run TypeScript: run "npm ci" without --ignore-scripts, which brings Node 24, or install Node 24 yourself.\n`,
  );
  process.exit(1);
}
