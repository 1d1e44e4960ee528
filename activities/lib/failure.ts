import { ApplicationFailure } from '@temporalio/common';
import { CloudStackError } from '../../cloudstack/errors.js';
import type { CallFailureDetails } from '../../domain/call.js';
import { isRetryable, type ErrorClass } from '../../domain/errors.js';

/**
 * The failure of an activity: its type is the error class. `unavailable` and `unknown-outcome` are retried by the
 * Temporal server; every other class is a final answer for the workflow (R5).
 */
export function callFailure(errorClass: ErrorClass, message: string, details: CallFailureDetails): ApplicationFailure {
  return ApplicationFailure.create({
    message,
    type: errorClass,
    nonRetryable: !isRetryable(errorClass),
    details: [details],
  });
}

/**
 * A read that failed: it says nothing of a command that may be under way, so the same try is settled later (R4). A lost
 * permission is told to the workflow at once, everything else is waited for.
 */
export function unsettled(error: unknown): unknown {
  if (!(error instanceof CloudStackError)) return error;
  const errorClass = error.errorClass === 'denied' ? 'denied' : 'unavailable';
  return callFailure(errorClass, error.errortext, {
    code: error.errorcode ?? error.code,
    command: error.command,
    settled: false,
  });
}
