import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { DatabaseUnavailableError } from '../../db/index.js';
import type { ErrorClass } from '../../domain/errors.js';
import { ApiError, ERROR_TITLES, TemporalUnavailableError } from '../errors.js';
import { errorCodes, type Route } from '../route.js';
import type { ErrorResponse } from '../schemas.js';

/** CloudStack's own text may name hosts and paths, so callers get the class of the trouble; the log has the rest. */
const CLOUDSTACK_TEXT: Record<ErrorClass, string> = {
  refused: 'CloudStack refused the request',
  busy: 'CloudStack is busy with the object',
  capacity: 'CloudStack has no capacity for this now',
  denied: 'CloudStack denied the request: check the API key and its permissions',
  unavailable: 'CloudStack cannot be reached',
  'unknown-outcome': 'CloudStack gave no usable answer',
};

function cloudStackError(error: unknown): ApiError | null {
  if (!(error instanceof Error) || !('errorClass' in error)) return null;
  const text = CLOUDSTACK_TEXT[error.errorClass as ErrorClass] as string | undefined;
  return text === undefined ? null : new ApiError('OSSEA_API_ERROR', text);
}

/** Errors of Express and body-parser carry a status and, from body-parser, a `type`. */
function httpError(error: unknown): ApiError | null {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return null;
  if (error.status === 413) return new ApiError('PAYLOAD_TOO_LARGE', 'The body may have at most 1 MiB');
  if (error.status === 415)
    return new ApiError('UNSUPPORTED_MEDIA_TYPE', 'The body must be JSON in UTF-8, plain, gzip, deflate or br');
  if (error.status < 400 || error.status > 499) return null;
  const json = 'type' in error && error.type === 'entity.parse.failed';
  return new ApiError('VALIDATION_FAILED', json ? 'The body is not acceptable JSON' : 'The request is malformed');
}

/** The answer an error becomes. Whatever is not known to be the caller's or a neighbour's fault is INTERNAL_ERROR. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof DatabaseUnavailableError)
    return new ApiError('UNAVAILABLE', 'The database does not answer; try again', { headers: { 'Retry-After': '5' } });
  if (error instanceof TemporalUnavailableError)
    return new ApiError(
      'UNAVAILABLE',
      error.sent === 'maybe'
        ? 'Not confirmed by Temporal; it may still take effect'
        : 'Temporal does not answer; try again',
      { headers: { 'Retry-After': '5' } },
    );
  return (
    cloudStackError(error) ?? httpError(error) ?? new ApiError('INTERNAL_ERROR', 'An internal error; the log has it')
  );
}

/** Answers every error with the envelope. With `strict` (tests) a code that the route does not document is a failure. */
export function errorHandler(logger: Logger, strict: boolean): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    if (res.headersSent) return next(error);
    let answer = toApiError(error);
    const route = res.locals['route'] as Route | undefined;
    if (strict && route !== undefined && !errorCodes(route).includes(answer.code))
      answer = new ApiError('INTERNAL_ERROR', `${route.operationId} answers ${answer.code} without documenting it`);
    const request_id = res.locals['request_id'] as string;
    if (answer.status >= 500) logger.error({ err: error, request_id }, answer.message);
    for (const [name, value] of Object.entries(answer.extras.headers ?? {})) res.setHeader(name, value);
    const body: ErrorResponse = {
      success: false,
      message: answer.message,
      error: ERROR_TITLES[answer.code],
      error_code: answer.code,
      timestamp: new Date().toISOString(),
      request_id,
      ...(answer.extras.required_actions ? { required_actions: answer.extras.required_actions } : {}),
      ...(answer.extras.details ? { details: answer.extras.details } : {}),
    };
    res.status(answer.status).json(body);
  };
}

/** The last handler: nothing was mounted at this path. Needs no token, since the document is open too. */
export const notFound: RequestHandler = (_req, _res, next) => {
  next(new ApiError('NOT_FOUND', 'There is no such route; GET /api/v1/openapi.json lists all'));
};
