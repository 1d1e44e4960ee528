import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { root } from '../../scripts/checkout.js';

const FUZZ = join(root, 'test/e2e/fuzz');
const REQUIREMENTS = join(FUZZ, 'requirements.txt');
const HOME = join(root, '.cache/schemathesis');
/** Holds the list that was installed, once all of it was. */
const INSTALLED = join(HOME, 'requirements.txt');

/** Makes a virtual environment with the pinned packages, once for each list of them. False where that cannot be done. */
export function hasSchemathesis(): boolean {
  const wanted = readFileSync(REQUIREMENTS, 'utf8');
  if (existsSync(INSTALLED) && readFileSync(INSTALLED, 'utf8') === wanted) return true;
  rmSync(HOME, { recursive: true, force: true });
  const pip = ['install', '--quiet', '--disable-pip-version-check', '--requirement', REQUIREMENTS];
  const made = succeeds('python3', '-m', 'venv', HOME) && succeeds(join(HOME, 'bin/pip'), ...pip);
  if (made) writeFileSync(INSTALLED, wanted);
  return made;
}

function succeeds(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
}

export interface FuzzOptions {
  /** Base address of the API, without path. */
  url: string;
  token: string | undefined;
  seed: number;
  seconds: number;
  /** For hooks.py: what exists, and how CloudStack is reached. */
  known: { connection: Record<string, string>; ids: Record<string, string[]> };
}

/** What the fuzzer finds wrong with the answers of a running API: the text of its report, and whether it found anything. */
export async function fuzz({
  url,
  token,
  seed,
  seconds,
  known,
}: FuzzOptions): Promise<{ report: string; sound: boolean }> {
  const child = spawn(
    join(HOME, 'bin/st'),
    [
      'run',
      join(root, 'docs/openapi.json'),
      ...['--url', `${url}/api/v1`, '--seed', String(seed), '--max-time', String(seconds), '--workers', '2'],
      // Streams do not end while their reader stays; without a token there is none.
      ...(token === undefined ? [] : ['--header', `Authorization: Bearer ${token}`, '--exclude-path-regex=/events$']),
      // A request that the schema admits may still be refused (422), and an id that was made may be gone again.
      '--exclude-checks=positive_data_acceptance,ensure_resource_availability,object_level_authorization',
      ...['--continue-on-failure', '--no-shrink', '--no-color', '--warnings=off', '--generation-database=none'],
    ],
    {
      // What it remembers of a run is not for the next one, nor for git.
      cwd: HOME,
      env: {
        ...process.env,
        PYTHONPATH: FUZZ,
        PYTHONDONTWRITEBYTECODE: '1',
        SCHEMATHESIS_HOOKS: 'hooks',
        FUZZ_KNOWN: JSON.stringify(known),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const [report] = await Promise.all([text(child.stdout), once(child, 'close')]);
  return { report, sound: child.exitCode === 0 };
}
