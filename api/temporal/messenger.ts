import {
  Client,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Connection,
} from '@temporalio/client';
import { ApplicationFailure, type UpdateDefinition } from '@temporalio/common';
import { cancelSignal, extendUpdate, REFUSALS, resolveUpdate } from '../../workflows/messages.js';
import type { RunAddress, RunMessenger } from '../deps.js';
import { TemporalUnavailableError } from '../errors.js';
import { bounded } from './deadline.js';

/** Longest that a caller waits for the workflow's answer; then it may still take effect (safety.md, "Cancel, end"). */
const UPDATE_TIMEOUT_MS = 5_000;

const REFUSED: readonly string[] = Object.values(REFUSALS);

/** Messages to one run, addressed by workflow id and run id, because workflow ids are used again. */
export function createMessenger(connection: Connection, namespace: string, timeoutMs: number): RunMessenger {
  const client = new Client({ connection, namespace });
  const within = bounded(connection, timeoutMs);

  async function update<Said, Message>(
    { workflow_id, run_id }: RunAddress,
    definition: UpdateDefinition<Said, [Message]>,
    message: Message,
    updateId: string,
  ): Promise<{ said: Said } | { refused: string } | 'gone'> {
    try {
      const handle = client.workflow.getHandle(workflow_id, run_id);
      const ask = (): Promise<Said> => handle.executeUpdate(definition, { args: [message], updateId });
      return { said: await within(ask, 'possible', UPDATE_TIMEOUT_MS) };
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return 'gone';
      if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError)
        throw new TemporalUnavailableError('maybe', { cause: error });
      const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
      if (cause instanceof ApplicationFailure && REFUSED.includes(cause.type ?? '')) return { refused: cause.message };
      throw error;
    }
  }

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

    async resolve(run, message, updateId) {
      const answer = await update(run, resolveUpdate, message, updateId);
      if (answer === 'gone') return 'gone';
      if ('refused' in answer) return 'refused';
      // Temporal gives a known update id its first answer, whatever was asked now.
      const { attention_id, action } = answer.said;
      return attention_id === message.attention_id && action === message.action ? 'done' : 'other';
    },

    async extend(run, message, updateId) {
      const answer = await update(run, extendUpdate, message, updateId);
      if (answer === 'gone' || 'refused' in answer) return answer;
      const { cleanup_at, by_ms, until } = answer.said;
      return by_ms === message.by_ms && until === message.until ? { cleanup_at } : 'other';
    },
  };
}
