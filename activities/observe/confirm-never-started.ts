import { z } from 'zod';
import type { CallInput, CallResult } from '../../domain/call.js';
import type { CloudStackPort } from '../deps.js';
import { findDestination } from '../lib/destination.js';

const RUNNING: readonly string[] = ['Running', 'Starting', 'Stopping', 'Migrating'];
const Args = z.object({ host_name: z.string(), fresh: z.string() });

/**
 * Whether anybody has started the destination before the run did: then the replicas that were on it are altered (R7).
 * Told by its state and, where the server marks a VM that was never started, by that mark; a VM that is gone may have
 * run. Asked when no replica is on it any more, so that the answer stays true.
 */
export async function confirmNeverStarted(cs: CloudStackPort, input: CallInput): Promise<CallResult> {
  const { host_name, fresh } = Args.parse(input.args);
  const vm = await findDestination(cs.reads, input.object, host_name, input.of_job);
  if (vm === undefined)
    return { observed: 'the destination is gone: whether it ran is not known', found: true, started: true };
  const marked = vm.details?.deployvm === 'true';
  // The mark goes with the first start, so a VM that bears it was not started, whatever became of it since.
  if (fresh === 'true' && marked && !RUNNING.includes(vm.state))
    return { observed: `VM ${vm.id} is ${vm.state} and was never started`, found: true, started: false };
  if (vm.state !== 'Stopped')
    return { observed: `VM ${vm.id} is ${vm.state}: it was started`, found: true, started: true };
  if (fresh === 'true')
    return { observed: `VM ${vm.id} is Stopped, but has been started before`, found: true, started: true };
  return { observed: `VM ${vm.id} is Stopped, and was not seen to run`, found: true, started: false };
}
