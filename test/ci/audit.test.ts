import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext } from 'ava';

const audit = fileURLToPath(new URL('../../.ci/audit', import.meta.url));

/** Runs the audit with an npm that answers so to `npm audit --omit=dev --json`, and without `--json` in prose. */
const auditWith = (t: ExecutionContext, json: string, code: number) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'statuswatch-'));
  t.teardown(() => {
    rmSync(folder, { recursive: true });
  });
  writeFileSync(
    path.join(folder, 'npm'),
    `#!/bin/sh\ncase "$*" in\n'audit --omit=dev --json') echo '${json}' ;;\n'audit --omit=dev') echo 'in prose' ;;\nesac\nexit ${code}\n`,
    { mode: 0o755 },
  );
  const { status, stdout } = spawnSync(audit, {
    encoding: 'utf8',
    env: { PATH: `${folder}:${process.env['PATH'] ?? ''}` },
  });
  return { status, stdout };
};

test('passes where the registry knows of no vulnerability', (t) => {
  t.deepEqual(auditWith(t, '{ "auditReportVersion": 2, "vulnerabilities": {} }', 0), {
    status: 0,
    stdout: 'in prose\n',
  });
});

test('fails, and shows the report, where it knows of one', (t) => {
  t.deepEqual(auditWith(t, '{ "auditReportVersion": 2, "vulnerabilities": { "x": {} } }', 1), {
    status: 1,
    stdout: 'in prose\n',
  });
});

test('says that it was skipped where the registry does not answer', (t) => {
  t.deepEqual(auditWith(t, '{ "message": "405 Method Not Allowed", "statusCode": 405 }', 1), {
    status: 0,
    stdout: 'skipped: npm audit, which the registry did not answer\n',
  });
});
