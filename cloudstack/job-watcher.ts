import type { AsyncJob } from '../domain/cloudstack.js';
import { CloudStackError } from './errors.js';
import { listAll, parseAnswer } from './listing.js';
import { asyncJob } from './schemas.js';
import type { Transport } from './transport.js';

export interface Jobs {
  /** The job as it stands; `undefined` where CloudStack knows no such job (431: expired, or never arrived; facts §2.2). */
  query(jobid: string): Promise<AsyncJob | undefined>;
  /**
   * Resolves when the job is final, with `undefined` when it is gone. Rejects with the signal's reason, or with the
   * last CloudStackError after reads have failed for half a minute; the job itself goes on then.
   */
  await(jobid: string, signal?: AbortSignal): Promise<AsyncJob | undefined>;
}

export interface WatcherOptions {
  /** Milliseconds between looks while something young is awaited. */
  tickMs: number;
  /** Milliseconds of failing reads after which the waiting calls are told. */
  patienceMs?: number;
}

interface Waiter {
  resolve: (job: AsyncJob | undefined) => void;
  reject: (reason: unknown) => void;
}

const PENDING = 0;
const PATIENCE_MS = 30_000;
/** Each look without a newcomer lengthens the pause so much, up to SLOWEST ticks. */
const GROWTH = 1.25;
const SLOWEST = 2.5;

/**
 * One per client: per tick one listAsyncJobs tells for all awaited jobs which of them still run (a hint: it lists
 * running jobs only, facts §14), and only those that left it are asked for one by one.
 */
export class JobWatcher implements Jobs {
  private readonly waiting = new Map<string, Set<Waiter>>();
  private readonly patienceMs: number;
  private ticking = false;
  private timer: NodeJS.Timeout | undefined;
  private pauseMs: number;
  private failingSince: number | undefined;

  constructor(
    private readonly transport: Transport,
    private readonly options: WatcherOptions,
  ) {
    this.patienceMs = options.patienceMs ?? PATIENCE_MS;
    this.pauseMs = options.tickMs;
  }

  async query(jobid: string): Promise<AsyncJob | undefined> {
    const command = 'queryAsyncJobResult';
    try {
      const { body } = await this.transport.call({ command, params: { jobid }, changes: false });
      return parseAnswer(command, asyncJob, body);
    } catch (error) {
      if (error instanceof CloudStackError && error.errorcode === 431 && /entity does not exist/.test(error.errortext))
        return undefined;
      throw error;
    }
  }

  await(jobid: string, signal?: AbortSignal): Promise<AsyncJob | undefined> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(asError(signal.reason));
      const waiters = this.waiting.get(jobid) ?? new Set();
      this.waiting.set(jobid, waiters);
      const leave = (): void => {
        signal?.removeEventListener('abort', abort);
        waiters.delete(waiter);
        if (waiters.size === 0 && this.waiting.get(jobid) === waiters) this.waiting.delete(jobid);
        if (this.waiting.size === 0) this.rest();
      };
      const waiter: Waiter = {
        resolve: (job) => (leave(), resolve(job)),
        reject: (reason) => (leave(), reject(asError(reason))),
      };
      const abort = (): void => waiter.reject(signal?.reason);
      signal?.addEventListener('abort', abort, { once: true });
      waiters.add(waiter);
      this.pauseMs = this.options.tickMs;
      if (!this.ticking) this.schedule();
    });
  }

  private schedule(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.tick(), this.pauseMs);
  }

  /** Nothing is awaited: no more looks until something is. */
  private rest(): void {
    clearTimeout(this.timer);
    this.failingSince = undefined;
  }

  private async tick(): Promise<void> {
    this.ticking = true;
    this.pauseMs = Math.min(this.pauseMs * GROWTH, this.options.tickMs * SLOWEST);
    try {
      const awaited = [...this.waiting.keys()];
      const running = await this.running(awaited.length);
      const answers = await Promise.allSettled(
        awaited.filter((jobid) => !running.has(jobid)).map((jobid) => this.conclude(jobid)),
      );
      const failed = answers.find((answer) => answer.status === 'rejected');
      if (failed) throw failed.reason;
      this.failingSince = undefined;
    } catch (error) {
      this.failed(error);
    }
    this.ticking = false;
    if (this.waiting.size > 0) this.schedule();
  }

  /** Jobs that are surely not final. One awaited job is cheaper to ask for than to look up in a list. */
  private async running(awaited: number): Promise<Set<string>> {
    if (awaited < 2) return new Set();
    try {
      const rows = await listAll(this.transport, 'listAsyncJobs', {}, ['asyncjobs'], asyncJob);
      return new Set(rows.filter((job) => job.jobstatus === PENDING).map((job) => job.jobid));
    } catch (error) {
      // A key without this command can still ask for each of its jobs.
      if (error instanceof CloudStackError && error.errorClass === 'denied') return new Set();
      throw error;
    }
  }

  private async conclude(jobid: string): Promise<void> {
    const job = await this.query(jobid);
    if (job?.jobstatus === PENDING) return;
    for (const waiter of [...(this.waiting.get(jobid) ?? [])]) waiter.resolve(job);
  }

  private failed(error: unknown): void {
    this.failingSince ??= Date.now();
    if (error instanceof CloudStackError && Date.now() - this.failingSince < this.patienceMs) return;
    for (const waiters of [...this.waiting.values()]) for (const waiter of [...waiters]) waiter.reject(error);
    this.failingSince = undefined;
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
