/** `npm run matrix`, after the pre-flight and the install: every fault, kill and freeze, and the tables in docs/. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
// What the tables are made of (test/matrix/report.ts): nothing of an earlier run.
rmSync(join(root, 'test-results/matrix'), { recursive: true, force: true });
const { status } = spawnSync('npm', ['run', '--silent', 'vitest', '--', '--project', 'matrix'], {
  cwd: root,
  env: { ...process.env, MATRIX: 'whole' },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
