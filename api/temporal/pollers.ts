import type { Connection } from '@temporalio/client';

/** A worker's poll ends after a minute, so one that is alive was seen within a little more. */
const ALIVE_MS = 70_000;
/** TASK_QUEUE_TYPE_WORKFLOW of temporal.api.enums.v1. */
const WORKFLOW_QUEUE = 1;

/** Identities of the workers that polled this task queue in the last minute. Raises gRPC's errors. */
export async function pollers(connection: Connection, namespace: string, taskQueue: string): Promise<string[]> {
  const { pollers: seen } = await connection.workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name: taskQueue },
    taskQueueType: WORKFLOW_QUEUE,
  });
  const since = Date.now() - ALIVE_MS;
  return (seen ?? [])
    .filter(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1000 > since)
    .map(({ identity }) => identity ?? '');
}
