import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { root } from '../../../scripts/checkout.js';
import { LAUNCHER } from './fake-entries.js';

export interface Launched {
  process: ChildProcess;
  /** Of every child that serves: temporal, simulator, worker (frozen), api, a second worker. */
  pids: number[];
  env: Record<string, string>;
}

/** A new folder, removed when the test has finished. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `failover-${name}-`));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A launcher in a process of its own, up and with its second worker. Ends by `process.kill` only. */
export async function launch(environment: 'isolated' | 'inherited', env: NodeJS.ProcessEnv): Promise<Launched> {
  const script = join(root, LAUNCHER);
  const launcher = spawn(process.execPath, ['--import', 'tsx', script, temporaryFolder('launcher'), environment], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = once(createInterface({ input: launcher.stdout }), 'line') as Promise<[string]>;
  const ended = once(launcher, 'exit').then((): never => {
    throw new Error('the launcher ended before its stack was up');
  });
  ended.catch(() => undefined);
  const [json] = await Promise.race([line, ended]);
  return { process: launcher, ...(JSON.parse(json) as Omit<Launched, 'process'>) };
}

/** Is there a process of this id that is not a zombie? */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
