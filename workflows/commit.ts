import type { JobOutcome } from '../domain/job.js';
import { closeCancelled } from './lib/closing.js';
import { endCommitTimer } from './lib/commit-timer.js';
import { RunCancelled, type Control } from './lib/control.js';
import { Executor } from './lib/executor.js';
import { openRun, parentOf, runFramed, validateRun } from './lib/opening.js';
import type { Run } from './lib/run.js';
import type { FailoverInput } from './messages.js';

/** Makes a live failover final: its rollback snapshots go, and with them the way back. */
export function commit(input: FailoverInput): Promise<JobOutcome> {
  return runFramed(input, false, makeFinal);
}

async function makeFinal({ head }: FailoverInput, run: Run, control: Control): Promise<JobOutcome> {
  const windows = await openRun(run);
  const of_job = parentOf(head);
  const failedOver = { failover_state: 'failed_over', held_by: of_job } as const;
  const found = await validateRun(run, control, windows, failedOver, ({ validateFollowUp }) =>
    validateFollowUp({ job_id: head.job_id, job_type: 'commit', of_job }),
  );
  if (found === undefined) return closeCancelled(run, control.cancelled, undefined, failedOver);

  if (found.plan === null) throw new Error('a commit has a plan');
  const executor = new Executor(run, control, found.plan, windows);
  try {
    await executor.execute();
  } catch (error) {
    if (error instanceof RunCancelled) return closeCancelled(run, error.request, undefined, failedOver);
    throw error;
  }
  await endCommitTimer(of_job, head.job_id);
  const outcome: JobOutcome = {
    summary: `the failover of ${head.vm_name} is final: its rollback snapshots are deleted`,
    rollback: 'rollback: not possible (committed)',
  };
  await run.close('completed', outcome, failedOver);
  return outcome;
}
