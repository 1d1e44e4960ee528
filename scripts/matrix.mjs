/** `npm run matrix`, after the pre-flight and the install: every fault, kill and freeze, and the tables in docs/. */
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const { status } = spawnSync('npm', ['run', '--silent', 'vitest', '--', '--project', 'matrix'], {
  cwd: dirname(dirname(fileURLToPath(import.meta.url))),
  env: { ...process.env, MATRIX: 'whole' },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
