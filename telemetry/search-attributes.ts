import { isGrpcServiceError, type Connection } from '@temporalio/client';
import type { Logger } from 'pino';
import { SEARCH_ATTRIBUTES } from '../domain/search-attributes.js';

/** IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD of temporal.api.enums.v1. */
const KEYWORD = 2;

/** INVALID_ARGUMENT, PERMISSION_DENIED, FAILED_PRECONDITION, UNIMPLEMENTED, UNAUTHENTICATED of gRPC: asking again is no use. */
const FORBIDDEN = [3, 7, 9, 12, 16];

/**
 * Adds the search attributes the namespace lacks. False, after one clear log line, where the server definitely forbids
 * that: runs go without. Raises gRPC's error where another time may bring another answer: away, busy, no such namespace.
 */
export async function registerSearchAttributes(
  connection: Pick<Connection, 'operatorService'>,
  namespace: string,
  logger: Pick<Logger, 'warn'>,
): Promise<boolean> {
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    const missing = SEARCH_ATTRIBUTES.filter((name) => !(name in customAttributes));
    if (missing.length > 0) {
      const searchAttributes = Object.fromEntries(missing.map((name) => [name, KEYWORD]));
      await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
    }
    return true;
  } catch (error) {
    if (!isGrpcServiceError(error) || !FORBIDDEN.includes(error.code)) throw error;
    logger.warn(
      { reason: error.details },
      'Temporal forbids registering search attributes; runs go without, and are found by workflow id only',
    );
    return false;
  }
}
