import { AsyncResource } from 'node:async_hooks';
import type { AsyncJob } from '../domain/cloudstack.js';
import { CloudStackError, unlessUnknownId } from './errors.js';
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
  reject: (reason: Error) => void;
}

interface AwaitedJob {
  waiters: Set<Waiter>;
  /** Since when reads about it fail, ms since epoch. */
  failingSince?: number;
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
  private readonly awaited = new Map<string, AwaitedJob>();
  /** Looks are nobody's in particular: they must not spend tokens that the first waiting call has reserved. */
  private readonly look = AsyncResource.bind(() => void this.tick());
  private readonly patienceMs: number;
  private looking = false;
  private timer: NodeJS.Timeout | undefined;
  private pauseMs: number;

  constructor(
    private readonly transport: Transport,
    private readonly options: WatcherOptions,
  ) {
    this.patienceMs = options.patienceMs ?? PATIENCE_MS;
    this.pauseMs = options.tickMs;
  }

  async query(jobid: string): Promise<AsyncJob | undefined> {
    const command = 'queryAsyncJobResult';
    const reply = await unlessUnknownId(this.transport.call({ command, params: { jobid }, changes: false }));
    return reply && parseAnswer(command, asyncJob, reply.body);
  }

  await(jobid: string, signal?: AbortSignal): Promise<AsyncJob | undefined> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const job = this.awaited.get(jobid) ?? { waiters: new Set<Waiter>() };
      this.awaited.set(jobid, job);
      const leave = (): void => {
        signal?.removeEventListener('abort', abort);
        job.waiters.delete(waiter);
        if (job.waiters.size === 0 && this.awaited.get(jobid) === job) this.awaited.delete(jobid);
        if (this.awaited.size === 0) clearTimeout(this.timer);
      };
      const waiter: Waiter = {
        resolve: (final) => {
          leave();
          resolve(final);
        },
        reject: (reason) => {
          leave();
          reject(reason);
        },
      };
      const abort = (): void => waiter.reject(signal?.reason as Error);
      signal?.addEventListener('abort', abort, { once: true });
      job.waiters.add(waiter);
      this.pauseMs = this.options.tickMs;
      if (!this.looking) this.schedule();
    });
  }

  private schedule(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.look, this.pauseMs);
  }

  private async tick(): Promise<void> {
    this.looking = true;
    this.pauseMs = Math.min(this.pauseMs * GROWTH, this.options.tickMs * SLOWEST);
    const jobs = [...this.awaited];
    try {
      const running = await this.running(jobs.length);
      for (const [jobid, job] of jobs) if (running.has(jobid)) delete job.failingSince;
      await Promise.all(jobs.filter(([jobid]) => !running.has(jobid)).map(([jobid, job]) => this.conclude(jobid, job)));
    } catch (error) {
      for (const [, job] of jobs) this.failed(job, error);
    }
    this.looking = false;
    if (this.awaited.size > 0) this.schedule();
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

  private async conclude(jobid: string, job: AwaitedJob): Promise<void> {
    try {
      const found = await this.query(jobid);
      delete job.failingSince;
      if (found?.jobstatus === PENDING) return;
      for (const waiter of [...job.waiters]) waiter.resolve(found);
    } catch (error) {
      this.failed(job, error);
    }
  }

  private failed(job: AwaitedJob, error: unknown): void {
    job.failingSince ??= Date.now();
    if (error instanceof CloudStackError && Date.now() - job.failingSince < this.patienceMs) return;
    for (const waiter of [...job.waiters]) waiter.reject(error as Error);
  }
}
