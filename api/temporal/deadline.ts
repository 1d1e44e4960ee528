import { isGrpcServiceError, type Connection } from '@temporalio/client';
import { NamespaceNotFoundError } from '@temporalio/common';
import { TemporalUnavailableError } from '../errors.js';

/**
 * gRPC's codes by which nothing can have happened: INVALID_ARGUMENT, NOT_FOUND (the namespace), PERMISSION_DENIED,
 * RESOURCE_EXHAUSTED, FAILED_PRECONDITION, UNIMPLEMENTED, UNAUTHENTICATED.
 */
const TURNED_AWAY = [3, 5, 7, 8, 9, 12, 16];

export type Within = <T>(work: () => Promise<T>, effect: 'none' | 'possible', ms?: number) => Promise<T>;

/**
 * Runs work within `timeoutMs`, retries included. Raises TemporalUnavailableError for all that gRPC raises; its `sent` says
 * whether work of `possible` effect may have had it.
 */
export function bounded(connection: Connection, timeoutMs: number): Within {
  return async (work, effect, ms = timeoutMs) => {
    try {
      return await connection.withDeadline(Date.now() + ms, work);
    } catch (error) {
      if (error instanceof NamespaceNotFoundError) throw new TemporalUnavailableError('no', { cause: error });
      const cause = error instanceof Error ? (error.cause ?? error) : error;
      if (!isGrpcServiceError(cause)) throw error;
      const sent = effect === 'possible' && !TURNED_AWAY.includes(cause.code) ? 'maybe' : 'no';
      throw new TemporalUnavailableError(sent, { cause: error });
    }
  };
}
