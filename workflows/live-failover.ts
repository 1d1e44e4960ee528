import type { JobOutcome } from '../domain/job.js';
import type { RunPlan } from '../domain/plan.js';
import { closeCancelled, closeFailed, closeFailedAs, HOME } from './lib/closing.js';
import { beginCommitTimer } from './lib/commit-timer.js';
import { RunAbandoned, RunCancelled, type Control } from './lib/control.js';
import { Executor } from './lib/executor.js';
import { openRun, runFramed, validateRun } from './lib/opening.js';
import { CallGivenUp } from './lib/perform.js';
import type { Run } from './lib/run.js';
import type { FailoverInput } from './messages.js';

/**
 * Turns the replicas of one VM into a running VM, for good. Ends Completed with the outcome, or, before the point of no
 * return, Failed with everything as it was. Non-cancellable: a cancellation is a request that is read between calls.
 */
export function liveFailover(input: FailoverInput): Promise<JobOutcome> {
  return runFramed(input, false, failOver);
}

async function failOver(input: FailoverInput, run: Run, control: Control): Promise<JobOutcome> {
  const { head, request } = input;
  const windows = await openRun(run);
  const found = await validateRun(run, control, windows, HOME, ({ validate }) =>
    validate({ job_id: head.job_id, job_type: 'live', request }),
  );
  if (found === undefined) return closeCancelled(run, control.cancelled);
  const { plan } = found;

  const executor = new Executor(run, control, plan, windows);
  try {
    await executor.execute();
  } catch (error) {
    if (error instanceof RunAbandoned) {
      run.undo();
      await executor.wayBack();
      const summary = `abandoned: ${executor.undone}`;
      return closeFailedAs(run, { type: 'abandoned', message: error.message, summary, executor });
    }
    if (!(error instanceof CallGivenUp || error instanceof RunCancelled)) throw error;
    await executor.giveBack();
    return error instanceof RunCancelled
      ? closeCancelled(run, error.request, executor)
      : closeFailed(run, error, executor);
  }
  const commit_at = await beginCommitTimer(input);
  const outcome = { ...completedOutcome(run, plan, executor), ...(commit_at === undefined ? {} : { commit_at }) };
  await run.close('completed', outcome, { failover_state: 'failed_over', held_by: head.job_id });
  return outcome;
}

function completedOutcome(run: Run, plan: RunPlan, { bootCheck, remains }: Executor): JobOutcome {
  const guest =
    bootCheck === 'passed'
      ? 'its boot check passed'
      : `whether the guest has booted is not known (boot check: ${bootCheck})`;
  return {
    summary: `VM ${run.projection.destination_vm_id ?? ''} (${plan.machine.host_name}) is Running; ${guest}`,
    destination_state: 'Running',
    boot_check: bootCheck,
    rollback: plan.rollback_note,
    ...remains,
  };
}
