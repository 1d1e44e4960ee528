import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runFolder } from './checkout.js';

/** Which processes `make up` of this checkout runs. */
interface LauncherRecord {
  pid: number;
  /** When that process started, as `ps` prints it: a pid alone may meanwhile be somebody else's. */
  started: string;
  children: Record<string, number>;
}

const file = join(runFolder, 'up', 'pids.json');

function startOf(pid: number): string {
  return (spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '').trim();
}

/** Records this process as the checkout's launcher, with its children's pids. */
export function recordLauncher(children: Partial<Record<string, { pid: number }>>): void {
  const pids = Object.fromEntries(Object.entries(children).map(([name, child]) => [name, child?.pid ?? 0]));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ pid: process.pid, started: startOf(process.pid), children: pids }, null, 2));
}

export function forgetLauncher(): void {
  rmSync(file, { force: true });
}

/** The launcher that runs now, if any; a record left behind by a killed one does not count. */
export function runningLauncher(): LauncherRecord | undefined {
  if (!existsSync(file)) return undefined;
  const record = JSON.parse(readFileSync(file, 'utf8')) as LauncherRecord;
  return record.started !== '' && startOf(record.pid) === record.started ? record : undefined;
}
