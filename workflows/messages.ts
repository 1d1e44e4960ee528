import { defineSignal, defineUpdate } from '@temporalio/workflow';
import type { AttentionAction, JobHead } from '../domain/job.js';
import type { StartRequest } from '../domain/plan.js';

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
export const WORKFLOW_TYPES = { live: 'liveFailover' } as const;

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

/** A fact: recorded without a worker, idempotent. */
export const cancelSignal = defineSignal<[CancelMessage]>('cancel');
/** Answers the caller; the update id is the caller's Idempotency-Key or request id. */
export const resolveUpdate = defineUpdate<Pick<ResolveMessage, 'attention_id' | 'action'>, [ResolveMessage]>('resolve');

/** Types of the failures with which an update is refused. */
export const REFUSALS = { wrongJob: 'WRONG_JOB', noSuchQuestion: 'NO_SUCH_QUESTION' } as const;
