import type { JobOutcome } from '../domain/job.js';
import { cancelled, failed } from './lib/closing.js';
import { endCommitTimer } from './lib/commit-timer.js';
import { RunCancelled, type Control } from './lib/control.js';
import { Executor } from './lib/executor.js';
import { framed, opened, validated } from './lib/opening.js';
import type { Run } from './lib/run.js';
import type { FailoverInput } from './messages.js';

/** Makes a live failover final: its rollback snapshots go, and with them the way back. */
export function commit(input: FailoverInput): Promise<JobOutcome> {
  return framed(input, false, makeFinal);
}

async function makeFinal({ head }: FailoverInput, run: Run, control: Control): Promise<JobOutcome> {
  const windows = await opened(run);
  const failedOver = { failover_state: 'failed_over', held_by: head.parent_job_id } as const;
  const found = await validated(run, control, windows, ({ validateFollowUp }) =>
    validateFollowUp({ job_id: head.job_id, job_type: 'commit', of_job: head.parent_job_id ?? '' }),
  ).catch((error: unknown) => failed(run, error, undefined, failedOver));
  if (found === undefined) return cancelled(run, control.cancelled, undefined, failedOver);

  if (found.plan === null) throw new Error('a commit has a plan');
  const executor = new Executor(run, control, found.plan, windows);
  try {
    await executor.execute();
  } catch (error) {
    if (error instanceof RunCancelled) return cancelled(run, error.request, undefined, failedOver);
    throw error;
  }
  await endCommitTimer(head.parent_job_id ?? '', head.job_id);
  const outcome: JobOutcome = {
    summary: `the failover of ${head.vm_name} is final: its rollback snapshots are deleted`,
    rollback: 'rollback: not possible (committed)',
  };
  await run.close('completed', outcome, failedOver);
  return outcome;
}
