import {
  ActivityFailure,
  allHandlersFinished,
  CancellationScope,
  condition,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { ApplicationFailure } from '@temporalio/common';
import type { Activities } from '../activities/index.js';
import type { JobOutcome } from '../domain/job.js';
import type { RunPlan } from '../domain/plan.js';
import type { RunWindows } from '../domain/windows.js';
import { observeOptions, recordOptions } from './activity-options.js';
import { Control, RunAbandoned, RunCancelled, type CancelRequest } from './lib/control.js';
import { Executor } from './lib/executor.js';
import { CallGivenUp, watched } from './lib/perform.js';
import { Run } from './lib/run.js';
import { cancelSignal, REFUSALS, resolveUpdate, type FailoverInput, type ResolveMessage } from './messages.js';

const HOME = { failover_state: 'ready', held_by: null } as const;

/**
 * Turns the replicas of one VM into a running VM, for good. Ends Completed with the outcome, or, before the point of no
 * return, Failed with everything as it was. Non-cancellable: a cancellation is a request that is read between calls.
 */
export async function liveFailover(input: FailoverInput): Promise<JobOutcome> {
  const run = new Run(input);
  const control = new Control();
  listen(input, run, control);
  return CancellationScope.nonCancellable(async () => {
    const outcome = await failOver(input, run, control);
    await condition(allHandlersFinished);
    return outcome;
  });
}

async function failOver(input: FailoverInput, run: Run, control: Control): Promise<JobOutcome> {
  const { openJob } = proxyActivities<Activities>({
    ...recordOptions(workflowInfo().taskQueue),
    summary: 'open the job',
  });
  const windows = await openJob(run.projection);
  run.status('validating');
  const plan = await validated(run, control, input, windows);
  if (plan === undefined) return cancelled(run, control.cancelled);
  run.planned(plan);
  // The replicas and their places are on record before the first of them moves: `recover` lives on it.
  await run.projector.drained();

  const executor = new Executor(run, control, plan, windows);
  try {
    await executor.execute();
  } catch (error) {
    if (error instanceof RunAbandoned) {
      await executor.abandon();
      return abandoned(run, error, executor);
    }
    if (!(error instanceof CallGivenUp || error instanceof RunCancelled)) throw error;
    await executor.undo();
    if (error instanceof RunCancelled) return cancelled(run, error.request, executor);
    return failed(run, error, executor);
  }
  const outcome = completedOutcome(run, plan, executor);
  await run.close('completed', outcome, { failover_state: 'failed_over', held_by: input.head.job_id });
  return outcome;
}

/** Sets every handler before the first await; a message for another job of this workflow id is refused. */
function listen({ head }: FailoverInput, run: Run, control: Control): void {
  const cancel = (request: CancelRequest): void => {
    if (control.isUndoing) return;
    const honoured = control.cancel(request);
    run.event(honoured ? 'cancel' : 'cancel.refused', `${request.by}: ${request.reason}`);
    run.publish();
  };
  CancellationScope.current().cancelRequested.catch(() => cancel({ by: 'Temporal', reason: 'cancelled in Temporal' }));
  setHandler(cancelSignal, ({ job_id, requested_by, reason }) => {
    if (job_id === head.job_id) cancel({ by: requested_by, reason });
  });
  const admit = ({ job_id, attention_id, action }: ResolveMessage): void => {
    if (job_id !== head.job_id) throw ApplicationFailure.nonRetryable(`this is job ${head.job_id}`, REFUSALS.wrongJob);
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

/**
 * The run's own validation; a refusal closes the run: nothing was touched. `undefined` when the run was cancelled
 * meanwhile, which need not wait for a CloudStack that does not answer.
 */
async function validated(
  run: Run,
  control: Control,
  input: FailoverInput,
  windows: RunWindows,
): Promise<RunPlan | undefined> {
  const { validate } = proxyActivities<Activities>({
    ...observeOptions(workflowInfo().taskQueue, windows),
    summary: `validate ${input.head.vm_name}`,
  });
  const scope = new CancellationScope({ cancellable: true });
  let ended = false;
  const work = scope
    .run(() => validate({ job_id: input.head.job_id, job_type: 'live', request: input.request }))
    .finally(() => {
      ended = true;
    });
  const canceller = condition(() => ended || control.cancelled !== undefined).then(() => {
    if (!ended) scope.cancel();
  });
  try {
    const { plan } = await watched(run, windows, 'validate', work);
    return control.cancelled === undefined ? plan : undefined;
  } catch (error) {
    if (control.cancelled !== undefined) return undefined;
    return failed(run, error);
  } finally {
    run.calm('validate');
    await canceller;
  }
}

/** Closes the run as cancelled; by now every replica is where it was, observed call by call. */
async function cancelled(run: Run, request: CancelRequest | undefined, executor?: Executor): Promise<JobOutcome> {
  const outcome: JobOutcome = {
    summary: `cancelled by ${request?.by ?? 'nobody'}: ${request?.reason ?? ''}; ${executor === undefined ? 'nothing was touched' : executor.undone}`,
    ...executor?.remains,
  };
  await run.close('cancelled', outcome, HOME);
  return outcome;
}

/** Closes the run as failed after `abandon`: the replicas are home, reverted as far as the outcome says. */
async function abandoned(run: Run, error: RunAbandoned, executor: Executor): Promise<never> {
  await run.close('failed', { summary: `abandoned: ${executor.undone}`, ...executor.remains }, HOME, error.message);
  throw ApplicationFailure.nonRetryable(error.message, 'abandoned');
}

/** Closes the run as failed; by now every replica is where it was, observed call by call. */
async function failed(run: Run, error: unknown, executor?: Executor): Promise<never> {
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
      run.projection.planned === null
        ? 'refused by validation; nothing was touched'
        : `failed and undone: ${executor?.undone ?? ''}`,
    ...executor?.remains,
  };
  await run.close('failed', outcome, HOME, message);
  throw ApplicationFailure.nonRetryable(message, type, error instanceof CallGivenUp ? { ...error.answer } : undefined);
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
