import { Client, WorkflowNotFoundError, type Connection, type WorkflowExecutionDescription } from '@temporalio/client';
import { PENDING_STATES, type RunInspector } from '../deps.js';
import { bounded } from './deadline.js';

/** What the server itself knows of a run; needs no worker. */
export function createInspector(connection: Connection, namespace: string, timeoutMs: number): RunInspector {
  const client = new Client({ connection, namespace });
  const within = bounded(connection, timeoutMs);
  return async ({ workflow_id, run_id }) => {
    try {
      return shown(await within(() => client.workflow.getHandle(workflow_id, run_id).describe(), 'none'));
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return null;
      throw error;
    }
  };
}

function shown({ status, historyLength, memo, searchAttributes, raw }: WorkflowExecutionDescription) {
  const job = memo?.['job_id'];

  const told = searchAttributes['FailoverStatus']?.[0];
  return {
    state: status.name.toLowerCase(),
    history_events: historyLength,
    job_id: typeof job === 'string' ? job : null,
    failover_status: typeof told === 'string' ? told : null,
    pending_activities: (raw.pendingActivities ?? []).map(({ activityType, attempt, state, lastFailure }) => ({
      activity: activityType?.name ?? '',
      attempt: attempt ?? 1,
      state: PENDING_STATES[Number(state)] ?? ('unspecified' as const),
      last_failure: lastFailure?.message ?? null,
    })),
  };
}
