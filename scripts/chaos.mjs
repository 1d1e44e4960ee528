/** `npm run chaos`, after the pre-flight and the install: MINUTES (20) of chaos, and its figures in docs/reliability.md. */
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const { status } = spawnSync('npm', ['run', '--silent', 'vitest', '--', '--project', 'chaos'], {
  cwd: dirname(dirname(fileURLToPath(import.meta.url))),
  env: { ...process.env, CHAOS_MINUTES: process.env.MINUTES ?? '20' },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
