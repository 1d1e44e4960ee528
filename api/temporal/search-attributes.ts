import { isGrpcServiceError } from '@temporalio/client';

/** gRPC's INVALID_ARGUMENT: the server does not know an attribute, or forbids custom ones. */
const INVALID_ARGUMENT = 3;

/** Whether a start was turned away because of its search attributes alone. */
export function refusesSearchAttributes(error: unknown): boolean {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return (
    isGrpcServiceError(cause) && Number(cause.code) === INVALID_ARGUMENT && /search attribute/i.test(cause.details)
  );
}
