import type { JobOutcome } from '../domain/job.js';
import { closeCancelled, closeFailed, closeNotAsBefore, HOME } from './lib/closing.js';
import { RunCancelled, type Control } from './lib/control.js';
import { Executor } from './lib/executor.js';
import { Hold } from './lib/hold.js';
import { openRun, runFramed, validateRun } from './lib/opening.js';
import { CallGivenUp } from './lib/perform.js';
import type { Run } from './lib/run.js';
import type { FailoverInput } from './messages.js';

/**
 * Runs a VM from its replicas on isolated networks for a while, and gives every replica back as it was: by its deadline,
 * when it is ended, and after any failure. Ends Completed, or Failed where a replica could not be verified to be as it was.
 */
export function testFailover(input: FailoverInput): Promise<JobOutcome> {
  return runFramed(input, true, rehearse);
}

async function rehearse({ head, request }: FailoverInput, run: Run, control: Control): Promise<JobOutcome> {
  const hold = new Hold(run, control);
  hold.listen(head);
  const windows = await openRun(run);
  const found = await validateRun(run, control, windows, HOME, ({ validate }) =>
    validate({ job_id: head.job_id, job_type: 'test', request }),
  );
  if (found === undefined) return closeCancelled(run, control.cancelled);

  const executor = new Executor(run, control, found.plan, windows);
  try {
    await executor.execute();
  } catch (error) {
    if (!(error instanceof CallGivenUp || error instanceof RunCancelled)) throw error;
    await executor.giveBack();
    if (executor.altered.length > 0) return closeNotAsBefore(run, executor);
    return error instanceof RunCancelled
      ? closeCancelled(run, error.request, executor)
      : closeFailed(run, error, executor);
  }
  run.stepStarted('hold');
  const ended_by = await hold.begin(found.plan.test?.duration_ms ?? null);
  run.stepDone('hold');
  await executor.wayBack();
  if (executor.altered.length > 0) return closeNotAsBefore(run, executor);
  const outcome = {
    summary: `the test was ended by ${ended_by}; ${executor.undone}`,
    ended_by,
    boot_check: executor.bootCheck,
    ...executor.remains,
  };
  await run.close('completed', outcome, HOME);
  return outcome;
}
