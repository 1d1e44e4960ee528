import { defineSearchAttributeKey } from '@temporalio/common';
import { isGrpcServiceError } from '@temporalio/client';
import type { SearchAttributePair } from '@temporalio/common';
import { SEARCH_ATTRIBUTES, type SearchAttribute } from '../../domain/search-attributes.js';
import type { StartInput } from '../deps.js';

/** gRPC's INVALID_ARGUMENT: the server does not know an attribute, or forbids custom ones. */
const INVALID_ARGUMENT = 3;

/** What a run is found by; its workflow keeps FailoverStatus up to date. */
export function searchAttributesOf({ head }: StartInput): SearchAttributePair[] {
  const values: Record<SearchAttribute, string> = {
    FailoverJobId: head.job_id,
    FailoverType: head.job_type,
    FailoverStatus: 'pending',
    FailoverVmId: head.vm_id,
    FailoverVmName: head.vm_name,
  };
  return SEARCH_ATTRIBUTES.map((name) => ({ key: defineSearchAttributeKey(name, 'KEYWORD'), value: values[name] }));
}

/** Whether a start was turned away because of its search attributes alone. */
export function refusesSearchAttributes(error: unknown): boolean {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return (
    isGrpcServiceError(cause) && Number(cause.code) === INVALID_ARGUMENT && /search attribute/i.test(cause.details)
  );
}
