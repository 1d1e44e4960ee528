import { spawnSync } from 'node:child_process';

/** Our ancestors up to the topmost npm or make: the command the user typed. Empty where `ps` is missing. */
function commandAncestors(): number[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,comm='], { encoding: 'utf8' });
  const table = new Map<number, { parent: number; command: string }>();
  for (const [, pid, parent, command] of (stdout ?? '').matchAll(/^\s*(\d+)\s+(\d+)\s+(.*)$/gm))
    table.set(Number(pid), { parent: Number(parent), command: command ?? '' });
  const chain: number[] = [];
  let length = 0;
  for (let row = table.get(process.pid); row !== undefined; row = table.get(row.parent)) {
    chain.push(row.parent);
    if (/^(.*\/)?(g?make|npm.*)$/.test(table.get(row.parent)?.command ?? '')) length = chain.length;
  }
  return chain.slice(0, length);
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Resolves, once, when the user wants this command to end: Ctrl-C, SIGTERM, a closed terminal, or the death (kill -9 too) of the
 * npm or make that runs it. Call it before anything is started: from then on
 * the first of those signals no longer ends the process; the second one does, at once.
 */
export async function untilAskedToStop(): Promise<void> {
  const ancestors = commandAncestors();
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
    setInterval(() => {
      if (!ancestors.every(isThere)) resolve();
    }, 500).unref();
  });
}
