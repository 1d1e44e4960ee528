import type { ErrorClass } from '../domain/errors.js';

/**
 * Whether the request reached CloudStack: `no` is a definite non-send (nothing was written, or CloudStack turned it
 * away at the door), `yes` an answer from CloudStack itself, `maybe` a lost reply or an answer from something between.
 */
export type Sent = 'no' | 'yes' | 'maybe';

/** What `errorClass` and `sent` were decided from, without anything secret. */
export interface Failure {
  errorClass: ErrorClass;
  sent: Sent;
  /**
   * CloudStack's error code as text, or one of ours: REPEATED_JOB_ID, FENCE_EXPIRED, CLOCK_SKEW, LATE, THROTTLED,
   * SHUTTING_DOWN, NOT_CONNECTED, NO_ANSWER, BAD_ANSWER, BAD_REQUEST, HTTP_<status> (not CloudStack's own answer).
   */
  code: string;
  errortext: string;
  httpStatus?: number;
  errorcode?: number;
  cserrorcode?: number;
  /** Milliseconds CloudStack asked to wait (429). */
  retryAfterMs?: number;
}
