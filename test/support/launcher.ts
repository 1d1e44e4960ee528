import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { root } from '../../scripts/checkout.js';
import type { Stack } from '../../scripts/stack.js';
import { LAUNCHER } from './fakes/entries.js';

export interface Launched {
  process: ChildProcess;
  /** Of every child that serves: temporal, simulator, worker (frozen), api, a second worker. */
  pids: number[];
  env: Record<string, string>;
  urls: Stack['urls'];
}

export interface LaunchOptions {
  environment: 'isolated' | 'inherited';
  /** Stand-ins, or what dist/ holds (call ensureBuilt first). */
  processes: 'fake' | 'real';
  /** The launcher's own environment: what a user's shell would hand it. */
  env: NodeJS.ProcessEnv;
}

/** A new folder, removed when the test has finished. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `failover-${name}-`));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A launcher in a process of its own, up and with its second worker; killed when the test has finished. */
export async function launch({ environment, processes, env }: LaunchOptions): Promise<Launched> {
  const args = ['--import', 'tsx', join(root, LAUNCHER), temporaryFolder('launcher'), environment, processes];
  const launcher = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const complaint = text(launcher.stderr);
  onTestFinished(() => void launcher.kill('SIGKILL'));
  const line = once(createInterface({ input: launcher.stdout }), 'line') as Promise<[string]>;
  const ended = once(launcher, 'exit').then(async (): Promise<never> => {
    throw new Error(`the launcher ended before its stack was up: ${await complaint}`);
  });
  ended.catch(() => undefined);
  const [json] = await Promise.race([line, ended]);
  return { process: launcher, ...(JSON.parse(json) as Omit<Launched, 'process'>) };
}

/** Is there a process of this id? */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
