import { API_ERROR_STATUS, type ApiErrorCode } from '../domain/errors.js';

/** What each code means, in two or three words; the answer's `error`. The sentence for the reader is `message`. */
export const ERROR_TITLES: Record<ApiErrorCode, string> = {
  VALIDATION_FAILED: 'Validation failed',
  UNAUTHORIZED: 'Not signed in',
  FORBIDDEN: 'Not allowed',
  NOT_FOUND: 'Not found',
  VM_NOT_FOUND: 'Unknown VM',
  JOB_NOT_FOUND: 'Unknown job',
  METHOD_NOT_ALLOWED: 'Method not allowed',
  ACTIVE_JOBS: 'Another operation is open',
  INVALID_STATE: 'Not possible in this state',
  PAYLOAD_TOO_LARGE: 'Body too large',
  UNSUPPORTED_MEDIA_TYPE: 'Unsupported media type',
  NOT_READY: 'VM not ready',
  NETWORK_MAPPING_MISSING: 'Network mapping missing',
  CONFIRMATION_REQUIRED: 'Confirmation required',
  IDEMPOTENCY_KEY_REUSED: 'Idempotency key reused',
  RATE_LIMITED: 'Too many requests',
  INTERNAL_ERROR: 'Internal error',
  OSSEA_API_ERROR: 'CloudStack error',
  OSSEA_NOT_CONFIGURED: 'No CloudStack configuration',
  UNAVAILABLE: 'Temporarily unavailable',
};

export interface ErrorExtras {
  details?: Record<string, unknown>;
  required_actions?: string[];
  /** Response headers, e.g. Allow. */
  headers?: Record<string, string>;
}

/** An answer other than success. `message` is shown to callers: never a stack, path or secret. */
export class ApiError extends Error {
  readonly status: number;

  constructor(
    readonly code: ApiErrorCode,
    message: string,
    readonly extras: ErrorExtras = {},
  ) {
    super(message);
    this.name = 'ApiError';
    this.status = API_ERROR_STATUS[code];
  }
}

/**
 * Temporal did not answer. `sent: 'no'` means that nothing can have been started; `'maybe'` that a start may still
 * have taken effect, so its job id must be kept.
 */
export class TemporalUnavailableError extends Error {
  constructor(
    readonly sent: 'no' | 'maybe',
    options?: ErrorOptions,
  ) {
    super('Temporal does not answer', options);
    this.name = 'TemporalUnavailableError';
  }
}
