import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function findRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : findRoot(dirname(folder));
}

/** The checkout's root folder; the same whether this runs from scripts/ or from dist/scripts/. */
export const root = findRoot(dirname(fileURLToPath(import.meta.url)));

/** Where this checkout keeps what belongs to its running processes: pids, logs, secrets, data of demo and tests. */
export const runFolder = join(root, '.run');

/** The secret kept in `file` (mode 0600), made from 32 random bytes when it is not there yet. */
export function secretIn(file: string, encoding: 'base64' | 'base64url'): string {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, randomBytes(32).toString(encoding), { mode: 0o600, flag: 'wx' });
  }
  return readFileSync(file, 'utf8');
}
