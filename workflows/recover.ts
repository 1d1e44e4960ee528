import { patched, sleep } from '@temporalio/workflow';
import type { JobOutcome } from '../domain/job.js';
import { closeCancelled, closeNotAsBefore } from './lib/closing.js';
import { endCommitTimer } from './lib/commit-timer.js';
import type { Control } from './lib/control.js';
import { Executor } from './lib/executor.js';
import { openRun, parentOf, runFramed, validateRun } from './lib/opening.js';
import type { Run } from './lib/run.js';
import type { FailoverInput } from './messages.js';

/**
 * Ends a job whose workflow is gone: every replica home, or, where the destination of a live job runs with them,
 * everything left as it is.
 */
export function recover(input: FailoverInput): Promise<JobOutcome> {
  return runFramed(input, true, bringHome);
}

async function bringHome({ head }: FailoverInput, run: Run, control: Control): Promise<JobOutcome> {
  const windows = await openRun(run);
  const of_job = parentOf(head);
  // The lost run's last request may still be on its way.
  await sleep(windows.settle_ms, { summary: 'until nothing of the lost run can arrive any more' });
  const found = await validateRun(run, control, windows, null, ({ validateFollowUp }) =>
    validateFollowUp({ job_id: head.job_id, job_type: 'recover', of_job }),
  );
  if (found === undefined) return closeCancelled(run, control.cancelled, undefined, null);
  // From here on it goes back: a cancel has no further effect.
  if (patched('no-cancel-of-a-homecoming')) control.goBack();
  const { plan, why = '', unreverted = [], hold = null, closes = [] } = found;
  if (plan === null) {
    await run.close('completed', { summary: why }, hold, { closes });
    return { summary: why };
  }
  for (const { job_id, status } of closes) if (status === 'rolled_back') await endCommitTimer(job_id, head.job_id);
  const executor = new Executor(run, control, plan, windows);
  await executor.comeHome(unreverted);
  const summary = `recovered: ${executor.undone}`;
  if (executor.altered.length > 0) return closeNotAsBefore(run, executor, { summary, closes });
  const outcome = { summary, ...executor.remains };
  await run.close('completed', outcome, hold, { closes });
  return outcome;
}
