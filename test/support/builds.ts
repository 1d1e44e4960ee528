import { spawnSync } from 'node:child_process';
import { appendFileSync, copyFileSync, cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/checkout.js';
import type { Entries } from '../../scripts/stack.js';

/** The earliest commit whose runs this build carries on (ADR 10), an ancestor of every later one. */
const UPGRADES_FROM = '0da6a9f36fc3418398c522569e57b5f5f5bb0baa';

export interface OtherBuild {
  /** Its processes, to start a stack with. */
  entries: Entries;
  remove(): void;
}

/** Whether git has the commit to upgrade from: a shallow clone may not. */
export function hasUpgradesFrom(): boolean {
  return git('cat-file', '-e', `${UPGRADES_FROM}^{commit}`).status === 0;
}

/** Builds that commit in a work tree of its own, with this checkout's dependencies. Raises an error with the words of what failed. */
export function earlierBuild(): OtherBuild {
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
  return { entries: entriesIn(folder), remove };
}

/** What the migration of `nextBuild` is called. */
export const NEXT_MIGRATION = 'OfTomorrow1999000000000';

/** This checkout's build with one more migration, as the next release may bring it; dist/ is built. */
export function nextBuild(): OtherBuild {
  const folder = mkdtempSync(join(tmpdir(), 'failover-next-'));
  cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const column = 'ALTER TABLE failover_jobs ADD COLUMN of_tomorrow VARCHAR(20)';
  appendFileSync(
    join(folder, 'dist/db/migrations/index.js'),
    `\nmigrations.push(class ${NEXT_MIGRATION} { up(runner) { return runner.query('${column}'); } });\n`,
  );
  return { entries: entriesIn(folder), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function entriesIn(folder: string): Entries {
  const entries = { worker: 'worker.js', api: 'api/server.js', migrate: 'scripts/migrate.js' };
  const absolute = Object.entries(entries).map(([name, entry]) => [name, join(folder, 'dist', entry)]);
  return Object.fromEntries(absolute) as Entries;
}

function git(...args: string[]) {
  return spawnSync('git', args, { cwd: root, encoding: 'utf8' });
}

function done({ status, stderr }: { status: number | null; stderr: string }): void {
  if (status !== 0) throw new Error(`${UPGRADES_FROM} could not be built:\n${stderr}`);
}
