import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { root } from './checkout.js';

/** Tells scripts/guard.mjs which processes must not outlive this one. A guard that was killed itself is replaced. */
export class Guard {
  private readonly watched = new Set<number>();
  private process = this.start();
  private closed = false;

  watch(pid: number): void {
    this.watched.add(pid);
    this.process.stdin?.write(`+${pid}\n`);
  }

  forget(pid: number): void {
    this.watched.delete(pid);
    this.process.stdin?.write(`-${pid}\n`);
  }

  /** Ends the guard, and with it whatever it still watches. */
  close(): void {
    this.closed = true;
    this.process.stdin?.end();
  }

  private start(): ChildProcess {
    const child = spawn(process.execPath, [join(root, 'scripts/guard.mjs')], {
      stdio: ['pipe', 'ignore', 'inherit'],
      detached: true,
      env: {},
    });
    child.unref();
    // A broken pipe means the guard is gone, which `exit` deals with.
    child.stdin.on('error', () => undefined);
    for (const pid of this.watched) child.stdin.write(`+${pid}\n`);
    child.on('exit', () => {
      if (!this.closed) this.process = this.start();
    });
    return child;
  }
}
