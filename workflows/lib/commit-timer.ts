import { getExternalWorkflowHandle, ParentClosePolicy, startChild, workflowInfo } from '@temporalio/workflow';
import { TemporalFailure } from '@temporalio/common';
import { parseDuration } from '../../domain/duration.js';
import { commitWorkflowId } from '../../domain/ids.js';
import { COMMIT_AFTER_TYPE, endCommitSignal, type CommitAfterInput, type FailoverInput } from '../messages.js';

/** Begins to wait for the commit of a live job that has just completed, where its request asks for one. Answers when, ISO 8601. */
export async function beginCommitTimer({
  head,
  request,
  search_attributes,
}: FailoverInput): Promise<string | undefined> {
  const ms = parseDuration(request.custom_config.commit_after ?? '');
  if (ms === null) return undefined;
  const at = new Date(Date.now() + ms).toISOString();
  const input: CommitAfterInput = { head, request, search_attributes, at };
  await startChild(COMMIT_AFTER_TYPE, {
    workflowId: commitWorkflowId(head.job_id),
    args: [input],
    memo: workflowInfo().memo ?? {},
    parentClosePolicy: ParentClosePolicy.ABANDON,
    staticSummary: `Commit of ${head.job_id} at ${at}`,
  });
  return at;
}

/** Nothing is left to be committed. */
export async function endCommitTimer(jobId: string, by: string): Promise<void> {
  try {
    await getExternalWorkflowHandle(commitWorkflowId(jobId)).signal(endCommitSignal, { by });
  } catch (error) {
    // There is none, or it has ended: the server has no other no.
    if (!(error instanceof TemporalFailure)) throw error;
  }
}
