import {
  Client,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Connection,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { cancelSignal, REFUSALS, resolveUpdate } from '../../workflows/messages.js';
import type { RunMessenger } from '../deps.js';
import { TemporalUnavailableError } from '../errors.js';
import { bounded } from './deadline.js';

/** Longest that a caller waits for the workflow's answer; then it may still take effect (safety.md, "Cancel, end"). */
const UPDATE_TIMEOUT_MS = 5_000;

const REFUSED: readonly string[] = Object.values(REFUSALS);

/** Messages to one run, addressed by workflow id and run id, because workflow ids are used again. */
export function createMessenger(connection: Connection, namespace: string, timeoutMs: number): RunMessenger {
  const client = new Client({ connection, namespace });
  const within = bounded(connection, timeoutMs);
  return {
    async cancel({ workflow_id, run_id }, message) {
      try {
        const handle = client.workflow.getHandle(workflow_id, run_id);
        await within(() => handle.signal(cancelSignal, message), 'possible');
        return 'sent';
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return 'gone';
        throw error;
      }
    },

    async resolve({ workflow_id, run_id }, message, updateId) {
      try {
        const handle = client.workflow.getHandle(workflow_id, run_id);
        const { attention_id, action } = await within(
          () => handle.executeUpdate(resolveUpdate, { args: [message], updateId }),
          'possible',
          UPDATE_TIMEOUT_MS,
        );
        // Temporal gives a known update id its first answer, whatever was asked now.
        return attention_id === message.attention_id && action === message.action ? 'done' : 'other';
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return 'gone';
        if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError)
          throw new TemporalUnavailableError('maybe', { cause: error });
        const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
        if (cause instanceof ApplicationFailure && REFUSED.includes(cause.type ?? '')) return 'refused';
        throw error;
      }
    },
  };
}
