import { ActivityFailure } from '@temporalio/workflow';
import { ApplicationFailure } from '@temporalio/common';
import type { JobOutcome, JobProjection } from '../../domain/job.js';
import type { CancelRequest } from './control.js';
import type { Executor } from './executor.js';
import { CallGivenUp } from './perform.js';
import type { Run } from './run.js';

export const HOME: JobProjection['hold'] = { failover_state: 'ready', held_by: null };

/** Closes the run as cancelled; by now every replica is where it was, observed call by call. */
export async function closeCancelled(
  run: Run,
  request: CancelRequest | undefined,
  executor?: Executor,
  hold: JobProjection['hold'] = HOME,
): Promise<JobOutcome> {
  const outcome: JobOutcome = {
    summary: `cancelled by ${request?.by ?? 'nobody'}: ${request?.reason ?? ''}; ${executor === undefined ? 'nothing was touched' : executor.undone}`,
    ...executor?.remains,
  };
  await run.close('cancelled', outcome, hold);
  return outcome;
}

/** Closes the run as failed with these words, and the workflow with this type. */
export async function closeFailedAs(
  run: Run,
  { type, message, summary, executor, hold = HOME, details, closes = [] }: FailedEnd,
): Promise<never> {
  await run.close('failed', { summary, ...executor?.remains }, hold, { error: message, closes });
  throw ApplicationFailure.nonRetryable(message, type, details);
}

/** Closes the run as failed: the replicas are home, but not all of them are known to be as they were (R7). */
export function closeNotAsBefore(
  run: Run,
  executor: Executor,
  { summary = executor.undone, closes = [] }: { summary?: string; closes?: JobProjection['closes'] } = {},
): Promise<never> {
  const message = `not verified to be as before: ${executor.altered.join(', ')}`;
  return closeFailedAs(run, { type: 'resync_required', message, summary, executor, closes });
}

interface FailedEnd {
  type: string;
  message: string;
  summary: string;
  executor?: Executor;
  hold?: JobProjection['hold'];
  details?: Record<string, unknown>;
  closes?: JobProjection['closes'];
}

/** Closes the run as failed; by now every replica is where it was, observed call by call. */
export async function closeFailed(
  run: Run,
  error: unknown,
  executor?: Executor,
  hold: JobProjection['hold'] = HOME,
): Promise<never> {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  const summary =
    run.projection.planned === null
      ? 'refused by validation; nothing was touched'
      : `failed and undone: ${executor?.undone ?? ''}`;
  return closeFailedAs(run, {
    type: typeOf(error, cause),
    message: cause instanceof Error ? cause.message : String(error),
    summary,
    hold,
    ...(executor === undefined ? {} : { executor }),
    ...(error instanceof CallGivenUp ? { details: { ...error.answer } } : {}),
  });
}

function typeOf(error: unknown, cause: unknown): string {
  if (error instanceof CallGivenUp) return error.answer.errorClass;
  return cause instanceof ApplicationFailure ? (cause.type ?? 'failed') : 'failed';
}
