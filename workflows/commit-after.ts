import { condition, ParentClosePolicy, setHandler, startChild, uuid4, workflowInfo } from '@temporalio/workflow';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { followUpJobId } from '../domain/ids.js';
import { pauseAfter } from '../domain/policy.js';
import {
  endCommitSignal,
  searchAttributesOf,
  summaryOf,
  WORKFLOW_TYPES,
  type CommitAfterInput,
  type FailoverInput,
  type FailoverMemo,
} from './messages.js';

/** Half of the longest pause while another job has the VM. */
const HALF_AN_HOUR_MS = 30 * 60_000;

/**
 * Waits until a live job is to be committed, then starts that commit under the VM's lock, as soon as no other job has it.
 * A rollback and a commit by hand end it. Answers what became of it.
 */
export async function commitAfter(input: CommitAfterInput): Promise<string> {
  let endedBy: string | undefined;
  setHandler(endCommitSignal, ({ by }) => {
    endedBy ??= by;
  });
  const ended = (): boolean => endedBy !== undefined;
  const ms = Date.parse(input.at) - Date.now();
  if (ms > 0) await condition(ended, ms, { summary: `commit at ${input.at}` });
  for (let tries = 1; !ended(); tries++) {
    const run = commitOf(input);
    if (await began(run)) return `started ${run.head.job_id}`;
    await condition(ended, pauseAfter(tries, true, HALF_AN_HOUR_MS), { summary: 'another job has the VM' });
  }
  return `ended by ${endedBy ?? ''}`;
}

function commitOf({ head, request, search_attributes }: CommitAfterInput): FailoverInput {
  const bytes = Uint8Array.from((uuid4().match(/[0-9a-f]{2}/g) ?? []).map((hex) => parseInt(hex, 16)));
  const now = new Date();
  return {
    head: {
      ...head,
      job_id: followUpJobId('commit', now, bytes),
      job_type: 'commit',
      parent_job_id: head.job_id,
      reason: `commit_after ${request.custom_config.commit_after ?? ''}`,
      created_at: now.toISOString(),
    },
    request: { vm_id: head.vm_id, skip_validation: false, network_mappings: {}, custom_config: {} },
    search_attributes,
  };
}

/** False where another job has the VM: the server lets one in only. */
async function began(run: FailoverInput): Promise<boolean> {
  const { request_id = '' } = (workflowInfo().memo ?? {}) as Partial<FailoverMemo>;
  const memo: FailoverMemo = { job_id: run.head.job_id, request_id, body_hash: '' };
  try {
    await startChild(WORKFLOW_TYPES.commit, {
      workflowId: run.head.workflow_id,
      args: [run],
      memo,
      parentClosePolicy: ParentClosePolicy.ABANDON,
      staticSummary: summaryOf(run.head),
      ...(run.search_attributes ? { typedSearchAttributes: searchAttributesOf(run) } : {}),
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}
