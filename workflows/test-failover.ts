import type { JobOutcome } from '../domain/job.js';
import { cancelled, closedFailed, failed, HOME } from './lib/closing.js';
import { RunCancelled, type Control } from './lib/control.js';
import { Executor } from './lib/executor.js';
import { Hold } from './lib/hold.js';
import { framed, opened, validated } from './lib/opening.js';
import { CallGivenUp } from './lib/perform.js';
import type { Run } from './lib/run.js';
import type { FailoverInput } from './messages.js';

/**
 * Runs a VM from its replicas on isolated networks for a while, and gives every replica back as it was: by its deadline,
 * when it is ended, and after any failure. Ends Completed, or Failed where a replica could not be verified to be as it was.
 */
export function testFailover(input: FailoverInput): Promise<JobOutcome> {
  return framed(input, true, rehearse);
}

async function rehearse({ head, request }: FailoverInput, run: Run, control: Control): Promise<JobOutcome> {
  const hold = new Hold(run, control);
  hold.listen(head);
  const windows = await opened(run);
  const found = await validated(run, control, windows, ({ validate }) =>
    validate({ job_id: head.job_id, job_type: 'test', request }),
  ).catch((error: unknown) => failed(run, error));
  if (found === undefined) return cancelled(run, control.cancelled);

  const executor = new Executor(run, control, found.plan, windows);
  try {
    await executor.execute();
  } catch (error) {
    if (!(error instanceof CallGivenUp || error instanceof RunCancelled)) throw error;
    await executor.giveBack();
    if (executor.altered.length > 0) return notReturned(run, executor);
    return error instanceof RunCancelled ? cancelled(run, error.request, executor) : failed(run, error, executor);
  }
  run.stepStarted('hold');
  const ended_by = await hold.begin(found.plan.test?.duration_ms ?? null);
  run.stepDone('hold');
  await executor.wayBack();
  if (executor.altered.length > 0) return notReturned(run, executor);
  const outcome = {
    summary: `the test was ended by ${ended_by}; ${executor.undone}`,
    ended_by,
    boot_check: executor.bootCheck,
    ...executor.remains,
  };
  await run.close('completed', outcome, HOME);
  return outcome;
}

/** The replicas are home, but not all of them are known to be as they were (R7). */
function notReturned(run: Run, executor: Executor): Promise<never> {
  const message = `not verified to be as before: ${executor.altered.join(', ')}`;
  return closedFailed(run, { type: 'resync_required', message, summary: executor.undone, executor });
}
