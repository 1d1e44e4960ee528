/**
 * How an answer (or the lack of one) from CloudStack is to be treated. Safety rules R5 and R6 decide by it:
 * - `refused`: CloudStack's final no; the same request will be refused again.
 * - `busy`: final for this try, but another try may pass (object in another operation, job cancelled by a restart).
 * - `capacity`: no host or storage for it now (533–535).
 * - `denied`: the key lacks the permission (401 on a fresh request, 432, 531).
 * - `unavailable`: nothing was decided and nothing was done (connection refused, 503, 429, 5xx of a proxy on a read).
 * - `unknown-outcome`: the request may have taken effect; settle before anything else.
 */
export const ERROR_CLASSES = ['refused', 'busy', 'capacity', 'denied', 'unavailable', 'unknown-outcome'] as const;
export type ErrorClass = (typeof ERROR_CLASSES)[number];

/** The two classes the Temporal server retries without limit; every other answer returns to the workflow as final. */
export const RETRYABLE_CLASSES: readonly ErrorClass[] = ['unavailable', 'unknown-outcome'];

export function isRetryable(errorClass: ErrorClass): boolean {
  return RETRYABLE_CLASSES.includes(errorClass);
}

/** Error codes of the HTTP API and the status each is answered with. */
export const API_ERROR_STATUS = {
  VALIDATION_FAILED: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  VM_NOT_FOUND: 404,
  JOB_NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  ACTIVE_JOBS: 409,
  INVALID_STATE: 409,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  NOT_READY: 422,
  NETWORK_MAPPING_MISSING: 422,
  CONFIRMATION_REQUIRED: 422,
  IDEMPOTENCY_KEY_REUSED: 422,
  RATE_LIMITED: 429,
  INTERNAL_ERROR: 500,
  OSSEA_API_ERROR: 502,
  OSSEA_NOT_CONFIGURED: 503,
  UNAVAILABLE: 503,
} as const;

export type ApiErrorCode = keyof typeof API_ERROR_STATUS;

/** Something that must be set right before a process can start; the message says all there is to say. */
export class SetUpError extends Error {}
