import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../clock.js';
import type { Fault } from '../control/faults.js';
import type { Settings } from '../estate.js';
import { Abandoned, ApiError } from '../protocol/errors.js';
import type { Database } from '../state/database.js';
import type { JobRow } from '../state/model.js';
import { MINUTE_MS } from '../units.js';
import { WorkQueues } from './queues.js';

export interface JobRequest {
  id: string;
  customjobid: boolean;
  command: string;
  /** Java class of the command. */
  cmd: string;
  account: string;
  instance?: { type: string; id: string } | undefined;
  fault?: Fault | undefined;
}

/** A running job, as its command sees it. */
export interface Job {
  readonly id: string;
  /** Takes the VM's turn for `work`; identical work that is pending under the same `join` key is shared (facts §2.3). */
  onQueue<T>(vmId: string, work: () => Promise<T>, join?: string): Promise<T>;
  /**
   * The time the command's work takes. Throws what makes it end without effect: a failure that was ordered (after
   * `undo`), or Abandoned when the management server stopped meanwhile (then nothing is undone, as in life).
   */
  work(undo?: () => void): Promise<void>;
}

/** Asynchronous jobs. They die with the management server: `abandonAll` (facts §2.2). */
export class JobEngine {
  private readonly running = new Map<string, { abort: AbortController; onVm: string | null; since: number }>();
  private readonly joinable = new Map<string, Promise<unknown>>();
  private readonly queues: WorkQueues;
  /** Restarts the management server; set by the composition root. */
  restart: () => void = () => undefined;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: () => Settings,
  ) {
    this.queues = new WorkQueues(async (signal) => {
      const beat = this.settings().work_queue_beat_ms;
      // A timer may fire a millisecond early.
      if (beat > 0) await this.pause(beat - (Date.now() % beat) + 2, signal);
    });
  }

  /** Writes the job's row and starts it; the answer to the client goes out before its first step. */
  submit(request: JobRequest, body: (job: Job) => Promise<Record<string, unknown>>): void {
    this.db.jobs.insert({
      id: request.id,
      command: request.command,
      cmd: request.cmd,
      account: request.account,
      jobstatus: 0,
      jobresultcode: 0,
      jobresult: null,
      jobinstancetype: request.instance?.type ?? null,
      jobinstanceid: request.instance?.id ?? null,
      customjobid: request.customjobid,
      created: this.clock.now(),
      completed: null,
      cancelled: false,
    });
    const abort = new AbortController();
    this.running.set(request.id, { abort, onVm: null, since: this.clock.now() });
    void this.run(request, abort.signal, body);
  }

  private async run(
    request: JobRequest,
    signal: AbortSignal,
    body: (job: Job) => Promise<Record<string, unknown>>,
  ): Promise<void> {
    let end: Pick<JobRow, 'jobstatus' | 'jobresultcode' | 'jobresult'>;
    try {
      await new Promise((resolve) => setImmediate(resolve));
      const jobresult = await body(this.handle(request, signal));
      if (request.fault?.kind === 'restart-after-effect') this.restart();
      end = { jobstatus: 1, jobresultcode: 0, jobresult };
    } catch (error) {
      if (signal.aborted || error instanceof Abandoned) return;
      if (!(error instanceof ApiError)) reportBug(request.command, error);
      const errorcode = error instanceof ApiError ? error.jobCode : 530;
      const errortext = error instanceof Error ? error.message : String(error);
      end = { jobstatus: 2, jobresultcode: errorcode, jobresult: { errorcode, errortext } };
    }
    if (signal.aborted) return;
    this.running.delete(request.id);
    this.db.jobs.update(request.id, { ...end, completed: this.clock.now() });
    this.db.flush();
  }

  private handle(request: JobRequest, signal: AbortSignal): Job {
    return {
      id: request.id,
      onQueue: (vmId, work, join) => this.onQueue(request.id, signal, vmId, work, join),
      work: async (undo) => {
        const durations = this.settings().durations_ms;
        const [least, most] = durations[request.command] ?? durations['default'] ?? [0, 0];
        this.db.flush();
        if (request.fault?.kind === 'hold-job') await request.fault.cleared;
        await this.pause(least + Math.random() * (most - least), signal);
        if (request.fault?.kind === 'fail-job') {
          undo?.();
          throw new ApiError(request.fault.error_code ?? 530, request.fault.error_text ?? 'Simulated failure', 9999);
        }
        if (request.fault?.kind === 'restart-before-effect') {
          this.restart();
          throw new Abandoned();
        }
      },
    };
  }

  private async onQueue<T>(
    jobId: string,
    signal: AbortSignal,
    vmId: string,
    work: () => Promise<T>,
    join?: string,
  ): Promise<T> {
    const key = join === undefined ? undefined : `${join}:${vmId}`;
    const pending = key === undefined ? undefined : this.joinable.get(key);
    if (pending) return (await pending) as T;
    const turn = this.queues.run(vmId, signal, async () => {
      const entry = this.running.get(jobId);
      if (entry) Object.assign(entry, { onVm: vmId, since: this.clock.now() });
      return work();
    });
    if (key === undefined) return turn;
    this.joinable.set(key, turn);
    try {
      return await turn;
    } finally {
      if (this.joinable.get(key) === turn) this.joinable.delete(key);
    }
  }

  private async pause(ms: number, signal: AbortSignal): Promise<void> {
    try {
      await sleep(ms, undefined, { signal, ref: false });
    } catch {
      throw new Abandoned();
    }
  }

  /** The server stops: its jobs get status 2, code 530 and no result (facts §2.2). Also right after a kill -9. */
  abandonAll(): void {
    for (const { abort } of this.running.values()) abort.abort();
    this.running.clear();
    this.joinable.clear();
    this.queues.clear();
    for (const job of this.db.jobs.filter((row) => row.jobstatus === 0)) this.cancel(job.id, 530);
  }

  /** Stops the work of all jobs without a trace in the database, as a kill does. */
  kill(): void {
    for (const { abort } of this.running.values()) abort.abort();
    this.running.clear();
  }

  /** Forgets jobs that ended longer ago than `expireMs`, and cancels those that block a VM's queue too long (facts §2.2). */
  sweep(expireMs: number, cancelMs: number): void {
    const now = this.clock.now();
    for (const job of this.db.jobs.all())
      if (job.completed !== null && now - job.completed > expireMs) this.db.jobs.delete(job.id);
    for (const [id, { abort, onVm, since }] of this.running)
      if (onVm !== null && now - since > Math.max(cancelMs, MINUTE_MS) && this.queues.isBlocking(onVm)) {
        abort.abort();
        this.running.delete(id);
        this.cancel(id, 0);
      }
  }

  private cancel(id: string, jobresultcode: number): void {
    this.db.jobs.update(id, {
      jobstatus: 2,
      jobresultcode,
      jobresult: null,
      completed: this.clock.now(),
      cancelled: true,
    });
  }
}

/** As in Java an unexpected exception is a 530 of the job; here it is a mistake of the simulator as well, so it is said. */
function reportBug(command: string, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${JSON.stringify({ level: 50, msg: 'job failed unexpectedly', command, error: text })}\n`);
}
