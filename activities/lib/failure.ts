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

/** Turns the client's errors into the activity's failure; anything else passes as it is. */
export function asFailure(error: unknown): unknown {
  if (!(error instanceof CloudStackError)) return error;
  return callFailure(error.errorClass, error.errortext, {
    code: error.errorcode ?? error.code,
    command: error.command,
  });
}
