import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/checkout.js';
import type { Entries } from '../../scripts/stack.js';

/** The earliest commit whose runs this build carries on (ADR 10), an ancestor of every later one. */
const UPGRADES_FROM = '0da6a9f36fc3418398c522569e57b5f5f5bb0baa';

export interface EarlierBuild {
  /** Its processes, to start a stack with. */
  entries: Entries;
  remove(): void;
}

/** Whether git has the commit to upgrade from: a shallow clone may not. */
export function hasUpgradesFrom(): boolean {
  return git('cat-file', '-e', `${UPGRADES_FROM}^{commit}`).status === 0;
}

/** Builds that commit in a work tree of its own, with this checkout's dependencies. Raises an error with the words of what failed. */
export function earlierBuild(): EarlierBuild {
  const folder = mkdtempSync(join(tmpdir(), 'failover-earlier-'));
  const remove = (): void => {
    git('worktree', 'remove', '--force', folder);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    done(git('worktree', 'add', '--quiet', '--detach', folder, UPGRADES_FROM));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    done(spawnSync(process.execPath, [join(folder, 'scripts/build.mjs')], { encoding: 'utf8' }));
  } catch (error) {
    remove();
    throw error;
  }
  const entries = { worker: 'worker.js', api: 'api/server.js', migrate: 'scripts/migrate.js' };
  const absolute = Object.entries(entries).map(([name, entry]) => [name, join(folder, 'dist', entry)]);
  return { entries: Object.fromEntries(absolute) as Entries, remove };
}

function git(...args: string[]) {
  return spawnSync('git', args, { cwd: root, encoding: 'utf8' });
}

function done({ status, stderr }: { status: number | null; stderr: string }): void {
  if (status !== 0) throw new Error(`${UPGRADES_FROM} could not be built:\n${stderr}`);
}
