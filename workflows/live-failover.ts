import { ActivityFailure, CancellationScope, proxyActivities, workflowInfo } from '@temporalio/workflow';
import { ApplicationFailure } from '@temporalio/common';
import type { Activities } from '../activities/index.js';
import type { JobOutcome } from '../domain/job.js';
import type { RunPlan } from '../domain/plan.js';
import type { RunWindows } from '../domain/windows.js';
import { observeOptions, recordOptions } from './activity-options.js';
import { Executor } from './lib/executor.js';
import { CallGivenUp, watched } from './lib/perform.js';
import { Run } from './lib/run.js';
import type { FailoverInput } from './messages.js';

/**
 * Turns the replicas of one VM into a running VM, for good. Ends Completed with the outcome, or, before the point of no
 * return, Failed with everything as it was. Non-cancellable: a half-done failover is never abandoned.
 */
export async function liveFailover(input: FailoverInput): Promise<JobOutcome> {
  return CancellationScope.nonCancellable(async () => {
    const run = new Run(input);
    const { taskQueue } = workflowInfo();
    const { openJob } = proxyActivities<Activities>({ ...recordOptions(taskQueue), summary: 'open the job' });
    const windows = await openJob(run.projection);

    run.status('validating');
    const plan = await validated(run, input, windows);
    run.planned(plan);

    const executor = new Executor(run, plan, windows);
    try {
      await executor.execute();
    } catch (error) {
      if (!(error instanceof CallGivenUp)) throw error;
      await executor.undo();
      return failed(run, error, executor.leftBehind);
    }
    const outcome = completedOutcome(run, plan);
    await run.close('completed', outcome, { failover_state: 'failed_over', held_by: input.head.job_id });
    return outcome;
  });
}

/** The run's own validation; a refusal closes the run: nothing was touched. */
async function validated(run: Run, input: FailoverInput, windows: RunWindows): Promise<RunPlan> {
  const { validate } = proxyActivities<Activities>({
    ...observeOptions(workflowInfo().taskQueue, windows),
    summary: `validate ${input.head.vm_name}`,
  });
  try {
    const work = validate({ job_id: input.head.job_id, job_type: 'live', request: input.request });
    const { plan } = await watched(run, windows, 'validate', work);
    run.calm('validate');
    return plan;
  } catch (error) {
    return failed(run, error, []);
  }
}

/** Closes the run as failed; by now every replica is where it was, observed call by call. */
async function failed(run: Run, error: unknown, leftBehind: string[]): Promise<never> {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  const message = cause instanceof Error ? cause.message : String(error);
  const type =
    error instanceof CallGivenUp
      ? error.answer.errorClass
      : cause instanceof ApplicationFailure
        ? (cause.type ?? 'failed')
        : 'failed';
  const outcome: JobOutcome = {
    summary:
      run.projection.itinerary === null
        ? 'refused by validation; nothing was touched'
        : 'failed and undone: every replica is on the appliance again',
    ...(leftBehind.length > 0 ? { left_behind: leftBehind } : {}),
  };
  await run.close('failed', outcome, { failover_state: 'ready', held_by: null }, message);
  throw ApplicationFailure.nonRetryable(message, type, error instanceof CallGivenUp ? { ...error.answer } : undefined);
}

function completedOutcome(run: Run, plan: RunPlan): JobOutcome {
  return {
    summary: `VM ${run.projection.destination_vm_id ?? ''} (${plan.machine.host_name}) is Running; whether the guest has booted was not checked`,
    destination_state: 'Running',
    boot_check: 'not asked for',
    rollback: plan.rollback_note,
  };
}
