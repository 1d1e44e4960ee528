import {
  allHandlersFinished,
  CancellationScope,
  condition,
  patched,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { ApplicationFailure } from '@temporalio/common';
import type { Activities } from '../../activities/index.js';
import type { JobOutcome, JobProjection } from '../../domain/job.js';
import type { RunPlan } from '../../domain/plan.js';
import type { RunWindows } from '../../domain/windows.js';
import { observeOptions, recordOptions } from '../activity-options.js';
import { cancelSignal, REFUSALS, resolveUpdate, type FailoverInput, type ResolveMessage } from '../messages.js';
import { closeFailed } from './closing.js';
import { Control, type CancelRequest } from './control.js';
import { watched } from './perform.js';
import { Run } from './run.js';

/**
 * What every run has around its body: the handlers, set before anything is awaited; no cancellation that stops it, because
 * one is a request that is read between calls; and an end only when every handler has ended. `body` sets handlers of its
 * own before its first await.
 * @param returns whether the run goes its way back in any case, as a test does
 */
export function runFramed(
  input: FailoverInput,
  returns: boolean,
  body: (input: FailoverInput, run: Run, control: Control) => Promise<JobOutcome>,
): Promise<JobOutcome> {
  const run = new Run(input);
  const control = new Control(returns);
  listen(input, run, control);
  return CancellationScope.nonCancellable(async () => {
    const outcome = await body(input, run, control);
    await condition(allHandlersFinished);
    return outcome;
  });
}

/** Sets the handlers that every run has, before its first await; a message for another job of this workflow id is refused. */
function listen({ head }: FailoverInput, run: Run, control: Control): void {
  const cancel = (request: CancelRequest): void => {
    if (control.isGoingBack) return;
    const honoured = control.cancel(request);
    run.event(honoured ? 'cancel' : 'cancel.refused', `${request.by}: ${request.reason}`);
    run.publish();
  };
  CancellationScope.current().cancelRequested.catch(() => cancel({ by: 'Temporal', reason: 'cancelled in Temporal' }));
  setHandler(cancelSignal, ({ job_id, requested_by, reason }) => {
    if (job_id === head.job_id) cancel({ by: requested_by, reason });
  });
  const admit = ({ job_id, attention_id, action }: ResolveMessage): void => {
    forThisJob(job_id, head.job_id);
    if (run.question(attention_id, action) === undefined)
      throw ApplicationFailure.nonRetryable(`nothing waits for ${action} on ${attention_id}`, REFUSALS.noSuchQuestion);
  };
  setHandler(
    resolveUpdate,
    (message) => {
      run.answer(message.attention_id, message.action, message.requested_by, message.reason);
      return { attention_id: message.attention_id, action: message.action };
    },
    { validator: admit },
  );
}

/** Raises where a message is for another job. */
export function forThisJob(named: string, own: string): void {
  if (named !== own) throw ApplicationFailure.nonRetryable(`this is job ${own}`, REFUSALS.wrongJob);
}

/** The job that a follow-up is about. */
export function parentOf({ job_id, parent_job_id }: FailoverInput['head']): string {
  if (parent_job_id === null) throw new Error(`${job_id} follows no job`);
  return parent_job_id;
}

/** Makes sure of the run's row and takes the windows it is to use. */
export async function openRun(run: Run): Promise<RunWindows> {
  const { openJob } = proxyActivities<Activities>({
    ...recordOptions(workflowInfo().taskQueue),
    summary: 'open the job',
  });
  const windows = await openJob(run.projection);
  run.status('validating');
  return windows;
}

/** What a validation has frozen; `refs` are names that an earlier job has learned. */
export interface Plan {
  /** null where the job that is recovered had not come to a plan. */
  plan: RunPlan | null;
  refs?: Record<string, string>;
}

type Validate<P extends Plan> = (activities: Pick<Activities, 'validate' | 'validateFollowUp'>) => Promise<P>;

/**
 * The run's own validation; its refusal closes the run as failed: nothing was touched. `undefined` when the run was
 * cancelled meanwhile, which need not wait for a CloudStack that does not answer.
 * @param hold where a refusal leaves the VM
 */
export function validateRun<P extends Plan>(
  run: Run,
  control: Control,
  windows: RunWindows,
  hold: JobProjection['hold'],
  validate: Validate<P>,
): Promise<P | undefined> {
  return freezePlan(run, control, windows, validate).catch((error: unknown) =>
    closeFailed(run, error, undefined, hold),
  );
}

async function freezePlan<P extends Plan>(
  run: Run,
  control: Control,
  windows: RunWindows,
  validate: Validate<P>,
): Promise<P | undefined> {
  const activities = proxyActivities<Activities>({
    ...observeOptions(workflowInfo().taskQueue, windows),
    summary: `validate ${run.projection.head.vm_name}`,
  });
  const scope = new CancellationScope({ cancellable: true });
  let ended = false;
  const work = scope
    .run(() => validate(activities))
    .finally(() => {
      ended = true;
    });
  const canceller = condition(() => ended || control.cancelled !== undefined).then(() => {
    if (!ended) scope.cancel();
  });
  try {
    const validatedPlan = await watched(run, windows, 'validate', work);
    if (control.cancelled !== undefined) return undefined;
    if (validatedPlan.plan !== null) run.planned(validatedPlan.plan);
    run.learn(validatedPlan.refs ?? {});
    // The replicas and their places are on record before the first of them moves: `recover` lives on it.
    await run.projector.drained();
    // A cancel that was accepted meanwhile is still in time.
    if (control.cancelled !== undefined && patched('cancel-while-the-plan-is-recorded')) return undefined;
    return validatedPlan;
  } catch (error) {
    if (control.cancelled !== undefined) return undefined;
    throw error;
  } finally {
    run.calm('validate');
    await canceller;
  }
}
