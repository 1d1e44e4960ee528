import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, createWriteStream, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import type { Guard } from './guard.js';

export interface ProcessSpec {
  name: string;
  command: string;
  args: string[];
  env: Record<string, string>;
  cwd: string;
  /** Standard output and error are appended here. */
  logFile: string;
  /** Milliseconds within which it must be ready. */
  readyWithin: number;
  /** Resolves when the process serves. Without it the process's own `ready {json}` line on standard output counts. */
  probe?: (signal: AbortSignal) => Promise<void>;
}

/** What a process said in its `ready` line: at least the addresses it listens on. */
export type Ready = Record<string, unknown>;

/**
 * One child of the launcher. `pid` is the real process's, so kill -9 hits what it names. It has a process group of its
 * own, so that Ctrl-C reaches the launcher alone, which then stops its children in order.
 */
export class ManagedProcess {
  readonly ready: Promise<Ready>;
  private readonly exited: Promise<string>;
  private readonly child: ChildProcess;

  constructor(
    readonly spec: ProcessSpec,
    private readonly guard: Guard,
  ) {
    mkdirSync(dirname(spec.logFile), { recursive: true });
    const log = openSync(spec.logFile, 'a');
    this.child = spawn(spec.command, spec.args, {
      cwd: spec.cwd,
      env: spec.env,
      stdio: ['ignore', 'pipe', log],
      detached: true,
    });
    closeSync(log);
    if (this.child.pid !== undefined) guard.watch(this.child.pid);
    this.exited = this.whenExited();
    const said = this.readyLine();
    this.ready = this.becomeReady(said);
    // A process that is never awaited must not end the launcher by its failure; whoever awaits `ready` sees it.
    this.ready.catch(() => undefined);
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error(`${this.spec.name} did not start`);
    return this.child.pid;
  }

  get alive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null && this.child.pid !== undefined;
  }

  /** Sends `signal` to exactly this process. */
  signal(signal: NodeJS.Signals): void {
    if (this.alive) process.kill(this.pid, signal);
  }

  /** Resolves with how the process ended (`code 0`, `SIGKILL`, `did not start: …`). */
  async end(): Promise<string> {
    return this.exited;
  }

  /** SIGTERM, then SIGKILL after `graceMs`. Resolves when the process is gone. */
  async stop(graceMs: number): Promise<void> {
    this.signal('SIGTERM');
    const timer = setTimeout(() => this.signal('SIGKILL'), graceMs);
    await this.exited;
    clearTimeout(timer);
  }

  private async whenExited(): Promise<string> {
    try {
      const [code, signal] = (await once(this.child, 'exit')) as [number | null, NodeJS.Signals | null];
      if (this.child.pid !== undefined) this.guard.forget(this.child.pid);
      return signal ?? `code ${code ?? 'unknown'}`;
    } catch (error) {
      return `did not start: ${String(error)}`;
    }
  }

  private readyLine(): Promise<Ready> {
    const { stdout } = this.child;
    if (stdout === null) throw new Error('standard output is always piped');
    const log = createWriteStream(this.spec.logFile, { flags: 'a' });
    stdout.pipe(log);
    return new Promise((resolve) => {
      createInterface({ input: stdout }).on('line', (line) => {
        if (line.startsWith('ready ')) resolve(JSON.parse(line.slice('ready '.length)) as Ready);
      });
    });
  }

  private async becomeReady(said: Promise<Ready>): Promise<Ready> {
    const { name, probe, readyWithin } = this.spec;
    const done = new AbortController();
    const timeout = new Promise<never>((_, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`${name} was not ready within ${readyWithin / 1000} s`)),
        readyWithin,
      );
      done.signal.addEventListener('abort', () => clearTimeout(timer));
    });
    const died = this.exited.then((how): never => {
      throw new Error(`${name} ended (${how}) before it was ready`);
    });
    try {
      const serves = probe === undefined ? said : probe(done.signal).then((): Ready => ({}));
      return await Promise.race([serves, died, timeout]);
    } catch (error) {
      throw new Error(`${(error as Error).message}; the end of ${this.spec.logFile}:\n${this.lastLines()}`, {
        cause: error,
      });
    } finally {
      done.abort();
    }
  }

  private lastLines(): string {
    return readFileSync(this.spec.logFile, 'utf8').trimEnd().split('\n').slice(-20).join('\n');
  }
}
