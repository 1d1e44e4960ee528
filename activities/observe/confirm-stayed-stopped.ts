import { z } from 'zod';
import { isReference, type CallInput, type CallResult } from '../../domain/call.js';
import type { CloudStackPort } from '../deps.js';
import { findDestination } from '../lib/destination.js';

/** `since`: the VM's `lastupdated` at the verified revert of these replicas; unresolved where there was none. */
const Args = z.object({ host_name: z.string(), since: z.string(), replicas: z.array(z.string()) });

/**
 * Whether the destination has stayed stopped since its revert (R7): its snapshot is gone by now, so what somebody's start
 * has written in between cannot be taken back. Asked when no replica is on it any more, so that the answer stays true.
 */
export async function confirmStayedStopped(cs: CloudStackPort, input: CallInput): Promise<CallResult> {
  const { host_name, since, replicas } = Args.parse(input.args);
  const vm = await findDestination(cs.reads, input.object, host_name, input.of_job);
  if (isReference(since)) return { observed: 'there was no revert that a start could have undone', found: true };
  if (vm?.state === 'Stopped' && vm.lastupdated === since)
    return { observed: `VM ${vm.id} has been Stopped since ${since}`, found: true };
  const is = vm === undefined ? 'the destination is gone' : `VM ${vm.id} is ${vm.state} since ${vm.lastupdated ?? '?'}`;
  return { observed: `${is}: it has not stayed stopped since its revert`, found: true, altered: replicas };
}
