import { defineSearchAttributeKey, type SearchAttributePair } from '@temporalio/common';
import { defineSignal, defineUpdate } from '@temporalio/workflow';
import type { AttentionAction, JobHead } from '../domain/job.js';
import type { StartRequest } from '../domain/plan.js';
import { SEARCH_ATTRIBUTES, type SearchAttribute } from '../domain/search-attributes.js';
import type { JobType } from '../domain/status.js';

/** What starts a failover workflow. `run_id` is the server's and known only inside. */
export interface FailoverInput {
  head: Omit<JobHead, 'run_id' | 'request'>;
  request: StartRequest;
  /** False where the server forbids our search attributes: upserting one it does not know would fail the workflow task for ever. */
  search_attributes: boolean;
}

/** Readable by `describe()` without a worker: names the open job of a VM and recognises a repeated start. */
export interface FailoverMemo extends Record<string, unknown> {
  job_id: string;
  request_id: string;
  /** SHA-256 of the request body, hex. */
  body_hash: string;
}

/** Workflow types by job type, as registered by the worker. */
export const WORKFLOW_TYPES = {
  live: 'liveFailover',
  test: 'testFailover',
  rollback: 'rollback',
  commit: 'commit',
  recover: 'recover',
} as const satisfies Record<JobType, string>;

/** The workflow that waits for a live job's commit; `head` and `request` are that job's. */
export const COMMIT_AFTER_TYPE = 'commitAfter';
export interface CommitAfterInput extends FailoverInput {
  /** ISO 8601 UTC. */
  at: string;
}
/** The live job was rolled back or committed: nothing is left to wait for. */
export const endCommitSignal = defineSignal<[{ by: string }]>('endCommit');

/** What a run is found by; its workflow keeps FailoverStatus up to date. */
export function searchAttributesOf({ head }: Pick<FailoverInput, 'head'>): SearchAttributePair[] {
  const values: Record<SearchAttribute, string> = {
    FailoverJobId: head.job_id,
    FailoverType: head.job_type,
    FailoverStatus: 'pending',
    FailoverVmId: head.vm_id,
    FailoverVmName: head.vm_name,
  };
  return SEARCH_ATTRIBUTES.map((name) => ({ key: defineSearchAttributeKey(name, 'KEYWORD'), value: values[name] }));
}

/** A run's line in Temporal's web UI. */
export function summaryOf({ job_type, vm_name }: Pick<JobHead, 'job_type' | 'vm_name'>): string {
  const failover = job_type === 'live' || job_type === 'test' ? ' failover' : '';
  return `${job_type.charAt(0).toUpperCase()}${job_type.slice(1)}${failover} of ${vm_name}`;
}

/** Every message names its job: workflow ids are used again, and a handler refuses another job's message. */
export interface CancelMessage {
  job_id: string;
  requested_by: string;
  reason: string;
}

export interface ResolveMessage {
  job_id: string;
  attention_id: string;
  action: AttentionAction;
  requested_by: string;
  reason: string;
}

/** Moves the deadline of a test in hold by `by_ms`, or to `until` (ISO 8601). */
export interface ExtendMessage {
  job_id: string;
  /** The deadline that the caller has read; refused when it is another one by now. ISO 8601 UTC with milliseconds. */
  cleanup_at: string;
  requested_by: string;
  by_ms?: number;
  until?: string;
}

/** Cancels a run, or ends a test. A fact: recorded without a worker, idempotent. */
export const cancelSignal = defineSignal<[CancelMessage]>('cancel');
/** Answers the caller; the update id is the caller's Idempotency-Key or request id. */
export const resolveUpdate = defineUpdate<Pick<ResolveMessage, 'attention_id' | 'action'>, [ResolveMessage]>('resolve');
/** Answers with the new deadline, ISO 8601 UTC, and with what was asked for: a known update id gets its first answer. */
export const extendUpdate = defineUpdate<Pick<ExtendMessage, 'cleanup_at' | 'by_ms' | 'until'>, [ExtendMessage]>(
  'extend',
);

/** Types of the failures with which an update is refused. */
export const REFUSALS = {
  wrongJob: 'WRONG_JOB',
  noSuchQuestion: 'NO_SUCH_QUESTION',
  cannotExtend: 'CANNOT_EXTEND',
} as const;
