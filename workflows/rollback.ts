import type { JobOutcome } from '../domain/job.js';
import { closeCancelled, closeNotAsBefore, HOME } from './lib/closing.js';
import { endCommitTimer } from './lib/commit-timer.js';
import type { Control } from './lib/control.js';
import { Executor } from './lib/executor.js';
import { openRun, parentOf, runFramed, validateRun } from './lib/opening.js';
import type { Run } from './lib/run.js';
import type { FailoverInput } from './messages.js';

/**
 * Undoes a completed live failover: its destination stopped and removed, every replica reverted and home. What cannot
 * work is refused before anything is touched; after that it goes on until it is done.
 */
export function rollback(input: FailoverInput): Promise<JobOutcome> {
  return runFramed(input, true, rollBack);
}

async function rollBack({ head }: FailoverInput, run: Run, control: Control): Promise<JobOutcome> {
  const windows = await openRun(run);
  const of_job = parentOf(head);
  // A rollback that touches nothing leaves the VM as it found it.
  const asBefore = { failover_state: 'failed_over', held_by: of_job } as const;
  const found = await validateRun(run, control, windows, asBefore, ({ validateFollowUp }) =>
    validateFollowUp({ job_id: head.job_id, job_type: 'rollback', of_job }),
  );
  if (found === undefined) return closeCancelled(run, control.cancelled, undefined, asBefore);

  if (found.plan === null) throw new Error('a rollback has a plan');
  const executor = new Executor(run, control, found.plan, windows);
  await executor.wayBack();
  await endCommitTimer(of_job, head.job_id);
  const { closes = [] } = found;
  if (executor.altered.length > 0) return closeNotAsBefore(run, executor, { closes });
  const outcome = { summary: `rolled back: ${executor.undone}`, ...executor.remains };
  await run.close('completed', outcome, HOME, { closes });
  return outcome;
}
