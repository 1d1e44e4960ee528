import { setTimeout as sleep } from 'node:timers/promises';
import type { StartRequest } from '../../domain/plan.js';
import { isOpen } from '../../domain/status.js';
import type { ApiDeps } from '../deps.js';
import { ApiError, TemporalUnavailableError } from '../errors.js';
import { record, UncertainStart, type NewJob } from './job-record.js';

/** How often, and after how many milliseconds, a run that is just closing is waited for. */
const CLOSING_LOOKS = 20;
const CLOSING_PAUSE_MS = 100;

/**
 * Starts the workflow of a job, then inserts its row: no row without a run (and the run upserts the same row). Raises 409
 * ACTIVE_JOBS where another job has the VM, UncertainStart where the start could not be confirmed.
 */
export async function startRun(
  deps: ApiDeps,
  job: NewJob,
  request: StartRequest,
  asked: { request_id: string; hash: string },
): Promise<void> {
  const { request: frozen, ...head } = job;
  const memo = { job_id: job.job_id, request_id: asked.request_id, body_hash: asked.hash };
  const start = (): ReturnType<typeof deps.failovers.start> =>
    deps.failovers.start({ head, request }, memo).catch((cause: unknown) => {
      if (!(cause instanceof TemporalUnavailableError) || cause.sent === 'no') throw cause;
      throw new UncertainStart(job.job_id, 'Temporal did not confirm the start', { cause });
    });
  let run = await start();
  for (
    let n = 0;
    n < CLOSING_LOOKS && run.kind === 'already' && (await isClosing(deps, run.memo?.job_id, job.job_id));
    n++
  ) {
    await sleep(CLOSING_PAUSE_MS);
    run = await start();
  }
  // Our own id under this workflow id means that an earlier try of this very start got through.
  if (run.kind === 'already' && run.memo?.job_id !== job.job_id) throw anotherJob(run.memo?.job_id ?? null);
  await record(deps, { ...head, request: frozen, run_id: run.run_id });
}

/** A run records its last word a moment before Temporal closes it; its VM is free by then, as everybody can read. */
async function isClosing(deps: ApiDeps, otherId: string | undefined, jobId: string): Promise<boolean> {
  if (otherId === undefined || otherId === jobId) return false;
  const row = await deps.db.uow.read((repos) => repos.jobs.get(otherId));
  return row !== null && !isOpen(row.status);
}

export function anotherJob(jobId: string | null): ApiError {
  return new ApiError('ACTIVE_JOBS', jobId === null ? 'A job works on this VM' : `Job ${jobId} works on this VM`, {
    ...(jobId === null ? {} : { details: { job_id: jobId } }),
    required_actions: ['Wait for the open job to end.'],
  });
}
