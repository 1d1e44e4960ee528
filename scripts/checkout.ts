import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

function findRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : findRoot(dirname(folder));
}

/** The checkout's root folder; the same whether this runs from scripts/ or from dist/scripts/. */
export const root = findRoot(dirname(fileURLToPath(import.meta.url)));

/** What belongs to running processes: pids, locks, the demo's data. Nothing that must last. */
export const runFolder = join(root, '.run');

/** What must last: the database, the simulator's state and the secrets of `make up`. */
export const dataFolder = join(root, 'data');

/** The secret kept in `file` (mode 0600), made from 32 random bytes when it is not there yet. */
export function secretIn(file: string, encoding: 'base64' | 'base64url'): string {
  mkdirSync(dirname(file), { recursive: true });
  try {
    // `wx`: of two that start at once, one makes it.
    writeFileSync(file, randomBytes(32).toString(encoding), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8');
}
