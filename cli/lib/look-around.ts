import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Schemas } from '../../client/api.js';

/** A composition root of its own, because only those may reach database and Temporal: dist/scripts/diagnose.js. */
const SCRIPT = fileURLToPath(new URL('../../scripts/diagnose.js', import.meta.url));
const PATIENCE_MS = 60_000;
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * What keeps an API of this machine from starting, by the settings that this shell and the checkout's .env give it.
 * Nothing where the API belongs elsewhere: our settings are not its own.
 */
export async function lookAround(url: string): Promise<Schemas['Finding'][]> {
  if (!LOOPBACK.test(new URL(url).hostname) || !existsSync(SCRIPT)) return [];
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT], { timeout: PATIENCE_MS });
  return JSON.parse(stdout) as Schemas['Finding'][];
}
