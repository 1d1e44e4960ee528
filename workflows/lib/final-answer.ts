import { ActivityFailure, ApplicationFailure } from '@temporalio/common';
import type { CallFailureDetails } from '../../domain/call.js';
import { ERROR_CLASSES, type ErrorClass } from '../../domain/errors.js';

const CLASSES: readonly string[] = ERROR_CLASSES;

export interface FinalAnswer {
  errorClass: ErrorClass;
  message: string;
  /** CloudStack's code or ours. */
  code: string | number | null;
  cloudstack_job_id?: string;
  /** False where the outcome of the try is not known yet: the same try is settled before anything else (R4). */
  settled: boolean;
}

/**
 * What the failure of a call's activity says. A failure that names no class (a time-out, a bug) leaves the outcome
 * unknown: the call is settled before anything else.
 */
export function finalAnswer(error: unknown): FinalAnswer {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  const message = cause instanceof Error ? cause.message : String(error);
  if (!(cause instanceof ApplicationFailure) || !CLASSES.includes(cause.type ?? ''))
    return { errorClass: 'unknown-outcome', message, code: null, settled: false };
  const details = cause.details?.[0] as Partial<CallFailureDetails> | undefined;
  return {
    errorClass: cause.type as ErrorClass,
    message,
    code: details?.code ?? null,
    settled: cause.type !== 'unknown-outcome' && details?.settled !== false,
    ...(details?.cloudstack_job_id === undefined ? {} : { cloudstack_job_id: details.cloudstack_job_id }),
  };
}
