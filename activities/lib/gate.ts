import { AsyncResource } from 'node:async_hooks';
import PQueue from 'p-queue';
import type { Priority } from '../../domain/call.js';
import type { Attempt } from './attempt.js';

/** Operations per appliance that one worker process has with CloudStack at once: it works one operation per VM anyway, and cancels jobs that block a queue for an hour. */
const PER_APPLIANCE = 4;
const RANK: Record<Priority, number> = { live: 2, undo: 1, test: 0 };

const queues = new Map<string, PQueue>();

/**
 * Runs `operation` when the VM whose queue it joins has room, live before undo before test. Waiting happens before the
 * look, and is told: it is the appliance that many runs share; of a run's own VM one call at a time is made.
 */
export async function throughGate<T>(
  virtualMachineId: string,
  priority: Priority,
  attempt: Pick<Attempt, 'signal' | 'waitsFor'>,
  operation: () => Promise<T>,
): Promise<T> {
  const { signal } = attempt;
  const queue = queues.get(virtualMachineId) ?? open(virtualMachineId);
  const waits = queue.pending >= PER_APPLIANCE;
  if (waits) attempt.waitsFor('appliance');
  // The queue starts who has waited in the async context of who made room, and rate tokens are bound to that context.
  const admitted = AsyncResource.bind((): Promise<T> => {
    if (waits) attempt.waitsFor(undefined);
    return operation();
  });
  const done = queue.add(admitted, { priority: RANK[priority], signal, throwOnTimeout: true });
  // The queue itself looks at the signal only when it is the operation's turn.
  return Promise.race([done, aborted(signal)]);
}

function open(virtualMachineId: string): PQueue {
  const queue = new PQueue({ concurrency: PER_APPLIANCE });
  queues.set(virtualMachineId, queue);
  queue.on('idle', () => queues.delete(virtualMachineId));
  return queue;
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const give = (): void => reject(signal.reason as Error);
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
  });
}
