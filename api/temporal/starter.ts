import {
  Client,
  WorkflowExecutionAlreadyStartedError,
  isGrpcServiceError,
  WorkflowNotFoundError,
  type Connection,
} from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import type { Logger } from 'pino';
import { WAITS } from '../../domain/call.js';
import { failoverWorkflowId } from '../../domain/ids.js';
import {
  searchAttributesOf,
  summaryOf,
  WORKFLOW_TYPES,
  type FailoverInput,
  type FailoverMemo,
} from '../../workflows/messages.js';
import type { FailoverStarter, RunRef, StartInput } from '../deps.js';
import { bounded } from './deadline.js';
import { pollers } from './pollers.js';
import { refusesSearchAttributes } from './search-attributes.js';

export interface StarterOptions {
  /** Lazy: the API serves while Temporal is away. */
  connection: Connection;
  namespace: string;
  taskQueue: string;
  /** Milliseconds for one operation, its retries included. */
  timeoutMs: number;
  logger: Logger;
  /** Adds the search attributes the namespace lacks; false where the server forbids that. Raises gRPC's errors. */
  registerSearchAttributes: () => Promise<boolean>;
}

/** Whoever asks for health is waiting to be told that something is away. */
const HEALTH_TIMEOUT_MS = 2_000;
/** A status is not kept waiting for a detail. */
const WAITING_TIMEOUT_MS = 500;
/** PENDING_ACTIVITY_STATE_STARTED of temporal.api.enums.v1: what an earlier attempt said counts no more. */
const STARTED = 2;
/** gRPC's code. */
const NOT_FOUND = 5;

/** The API's half of Temporal: starts runs and reads what `describe` tells without a worker. */
export function createStarter(
  options: StarterOptions,
): FailoverStarter & { registerSearchAttributes(): Promise<void> } {
  const { connection, namespace, taskQueue, timeoutMs, logger } = options;
  const client = new Client({ connection, namespace });
  const within = bounded(connection, timeoutMs);
  let registered: Promise<boolean> | undefined;

  /** An answer, yes or no, is remembered; after none the next start asks again. */
  function mayUseSearchAttributes(): Promise<boolean> {
    registered ??= options.registerSearchAttributes().catch((error: unknown) => {
      registered = undefined;
      throw error;
    });
    return registered;
  }

  const begin = (start: StartInput, memo: FailoverMemo, withAttributes: boolean): Promise<RunRef> => {
    const input: FailoverInput = { ...start, search_attributes: withAttributes };
    return client.workflow
      .start(WORKFLOW_TYPES[input.head.job_type], {
        workflowId: input.head.workflow_id,
        taskQueue,
        workflowIdConflictPolicy: 'FAIL',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        args: [input],
        memo,
        staticSummary: summaryOf(input.head),
        ...(withAttributes ? { typedSearchAttributes: searchAttributesOf(input) } : {}),
      })
      .then((handle) => ({ run_id: handle.firstExecutionRunId, memo }));
  };

  const find = (vmId: string): Promise<RunRef | null> =>
    within(
      () =>
        client.workflow
          .getHandle(failoverWorkflowId(vmId))
          .describe()
          .then(
            ({ runId, memo }) => ({ run_id: runId, memo: (memo as FailoverMemo | undefined) ?? null }),
            (error: unknown) => {
              if (error instanceof WorkflowNotFoundError) return null;
              throw error;
            },
          ),
      'none',
    );

  return {
    find,

    async registerSearchAttributes() {
      await within(mayUseSearchAttributes, 'none');
    },

    async start(input, memo) {
      // Also finds out that Temporal is away before anything could have been started.
      const withAttributes = await within(async () => {
        await connection.workflowService.getSystemInfo({});
        return mayUseSearchAttributes();
      }, 'none');
      try {
        const run = await within(
          () =>
            begin(input, memo, withAttributes).catch((error: unknown) => {
              if (!withAttributes || !refusesSearchAttributes(error)) throw error;
              logger.warn({ job_id: input.head.job_id }, 'Temporal does not know the search attributes yet');
              return begin(input, memo, false);
            }),
          'possible',
        );
        return { kind: 'started', ...run };
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
        const open = await find(input.head.vm_id);
        return { kind: 'already', run_id: open?.run_id ?? '', memo: open?.memo ?? null };
      }
    },

    async waitingFor({ workflow_id, run_id }) {
      const described = await within(
        () =>
          connection.workflowService
            .describeWorkflowExecution({ namespace, execution: { workflowId: workflow_id, runId: run_id } })
            .catch((error: unknown) => {
              if (isGrpcServiceError(error) && Number(error.code) === NOT_FOUND) return null;
              throw error;
            }),
        'none',
        Math.min(timeoutMs, WAITING_TIMEOUT_MS),
      );
      const told = (described?.pendingActivities ?? [])
        .filter(({ state }) => Number(state) === STARTED)
        .flatMap(({ heartbeatDetails }) => heartbeatDetails?.payloads ?? [])
        .map((payload) => defaultPayloadConverter.fromPayload<unknown>(payload));
      return WAITS.find((what) => told.includes(what)) ?? null;
    },

    async workers() {
      const ask = (): Promise<string[]> => pollers(connection, namespace, taskQueue);
      return (await within(ask, 'none', Math.min(timeoutMs, HEALTH_TIMEOUT_MS))).length;
    },
  };
}
