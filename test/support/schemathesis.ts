import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
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
  /** `brief`: a few requests by chance for each operation; `document`: those too that the document alone gives rise to. */
  extent: 'brief' | 'document' | { seconds: number };
  /** For hooks.py: what exists, and how CloudStack is reached. */
  known: { connection: Record<string, string>; ids: Record<string, string[]> };
}

/** The part of schemathesis' JSON report that tells what became of a run. */
export interface FuzzReport {
  /** False where it did not come to its end. */
  complete: boolean;
  operations: { selected: number; tested: number } | null;
  test_cases: { generated: number };
  failures: { title: string }[];
  errors: { title: string }[];
}

/** How schemathesis calls an exception of its own or of Python's. All else that it counts as an error is about the API or about us. */
const ITS_OWN = new Set(['Runtime Error', 'Test Execution Error']);

/**
 * `sound`: it came to its end and has found nothing. `broken`: it broke down itself, without a finding so far, which says
 * nothing about the API. `finding`: everything else, also where it broke down after one.
 */
export function verdictOf(exitCode: number | null, report: FuzzReport | undefined): 'sound' | 'broken' | 'finding' {
  if (report === undefined) return 'broken';
  const { complete, failures, errors, operations } = report;
  if (failures.length > 0 || errors.some(({ title }) => !ITS_OWN.has(title))) return 'finding';
  if (errors.length > 0 || !complete) return 'broken';
  return exitCode === 0 && operations !== null && operations.tested === operations.selected ? 'sound' : 'finding';
}

/** Seeds that are tried where schemathesis breaks down by itself. */
const TRIES = 4;

/** What was found wrong with the answers of a running API, as text; `verdict` is `broken` where it broke down each time. */
export async function fuzz(options: FuzzOptions): Promise<{ text: string; verdict: ReturnType<typeof verdictOf> }> {
  for (let seed = options.seed; ; seed += 1) {
    const { exitCode, report, text } = await run({ ...options, seed });
    const verdict = verdictOf(exitCode, report);
    const { selected, tested } = report?.operations ?? { selected: 0, tested: 0 };
    const cases = report?.test_cases.generated ?? 0;
    console.log(`seed ${seed}: ${verdict}; ${cases} requests to ${tested} of ${selected} operations`);
    if (verdict !== 'broken' || seed === options.seed + TRIES - 1) return { text, verdict };
    console.log(`schemathesis broke down by itself, so the next seed is tried:\n${text}`);
  }
}

async function run({
  url,
  token,
  seed,
  extent,
  known,
}: FuzzOptions): Promise<{ exitCode: number | null; report: FuzzReport | undefined; text: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'failover-fuzz-'));
  const json = join(folder, 'report.json');
  const child = spawn(
    join(HOME, 'bin/st'),
    [
      'run',
      join(root, 'docs/openapi.json'),
      // More than one worker breaks the parser of Python 3.11, whose depth is counted for all threads together.
      ...['--url', `${url}/api/v1`, '--seed', String(seed), '--workers', '1'],
      ...(typeof extent === 'object' ? ['--max-time', String(extent.seconds)] : ['--max-examples', '3']),
      ...(extent === 'brief' ? ['--phases', 'examples,fuzzing,stateful'] : []),
      // Streams do not end while their reader stays; without a token there is none.
      ...(token === undefined ? [] : ['--header', `Authorization: Bearer ${token}`, '--exclude-path-regex=/events$']),
      // A request that the schema admits may still be refused (422), and an id that was made may be gone again.
      '--exclude-checks=positive_data_acceptance,ensure_resource_availability,object_level_authorization',
      // How hard a schema is to fill, and how fast on this machine, says nothing about the API.
      '--suppress-health-check=all',
      ...['--continue-on-failure', '--no-shrink', '--no-color', '--warnings=off', '--generation-database=none'],
      ...['--report', 'json', '--report-json-path', json],
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
  const [said] = await Promise.all([text(child.stdout), once(child, 'close')]);
  // It writes its report at its end, whatever that is; where it was killed there is none.
  const report = existsSync(json) ? (JSON.parse(readFileSync(json, 'utf8')) as FuzzReport) : undefined;
  rmSync(folder, { recursive: true, force: true });
  return { exitCode: child.exitCode, report, text: said };
}
