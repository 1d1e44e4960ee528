import PQueue from 'p-queue';
import type { Priority } from '../../domain/call.js';

/** Operations per appliance that one worker process has with CloudStack at once: it works one operation per VM anyway, and cancels jobs that block a queue for an hour. */
const PER_APPLIANCE = 4;
const RANK: Record<Priority, number> = { live: 2, undo: 1, test: 0 };

const queues = new Map<string, PQueue>();

/** Runs `operation` when the VM whose queue it joins has room, live before undo before test. Waiting happens before the look. */
export async function throughGate<T>(
  virtualMachineId: string,
  priority: Priority,
  signal: AbortSignal,
  operation: () => Promise<T>,
): Promise<T> {
  const queue = queues.get(virtualMachineId) ?? new PQueue({ concurrency: PER_APPLIANCE });
  queues.set(virtualMachineId, queue);
  try {
    return await queue.add(operation, { priority: RANK[priority], signal, throwOnTimeout: true });
  } finally {
    if (queue.size === 0 && queue.pending === 0) queues.delete(virtualMachineId);
  }
}
