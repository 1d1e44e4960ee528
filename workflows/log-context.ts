import { defaultPayloadConverter } from '@temporalio/common';
import { workflowInfo, type WorkflowInterceptors } from '@temporalio/workflow';
import { LOG_CONTEXT_HEADER, type LogContext } from '../domain/log-context.js';
import type { FailoverMemo } from './messages.js';

/** The job and the API request that a run's log lines are about. */
function logContext(): LogContext {
  const { job_id, request_id } = (workflowInfo().memo ?? {}) as Partial<FailoverMemo>;
  return { ...(job_id === undefined ? {} : { job_id }), ...(request_id ? { request_id } : {}) };
}

/** Bundled with the workflows: their lines bear the context, and their activities are told it in a header. */
export const interceptors = (): WorkflowInterceptors => ({
  outbound: [
    {
      getLogAttributes: (input, next) => ({ ...next(input), ...logContext() }),
      scheduleActivity: (input, next) => {
        const told = { [LOG_CONTEXT_HEADER]: defaultPayloadConverter.toPayload(logContext()) };
        return next({ ...input, headers: { ...input.headers, ...told } });
      },
    },
  ],
});
