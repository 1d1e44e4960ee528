import { z } from 'zod';
import type { CallInput, CallResult } from '../../domain/call.js';
import type { VirtualMachine } from '../../domain/cloudstack.js';
import { wasStarted } from '../../domain/freshness.js';
import { isInTransition } from '../../domain/vm-states.js';
import type { CloudStackPort } from '../deps.js';
import { findDestination } from '../lib/destination.js';

/** `replicas`: those that a start would have altered, where nothing but this question can tell. */
const Args = z.object({ host_name: z.string(), fresh: z.string(), replicas: z.array(z.string()).default([]) });

/**
 * Whether anybody has started the destination before the run did: then the replicas that were on it are altered (R7).
 * Told by its state and by what shows that it was never started; a VM that is gone may have run. Asked when no replica is
 * on it any more, so that the answer stays true.
 */
export async function confirmNeverStarted(cs: CloudStackPort, input: CallInput): Promise<CallResult> {
  const { host_name, fresh, replicas } = Args.parse(input.args);
  const answer = answerOf(await findDestination(cs.reads, input.object, host_name, input.of_job), fresh);
  return { ...answer, found: true, ...(answer.started && replicas.length > 0 ? { altered: replicas } : {}) };
}

function answerOf(vm: VirtualMachine | undefined, fresh: string): { observed: string; started: boolean } {
  if (vm === undefined) return { observed: 'the destination is gone: whether it ran is not known', started: true };
  const is = `VM ${vm.id} is ${vm.state}`;
  const started = wasStarted(vm, fresh);
  // What shows it goes with the first start, so a VM that was not started then was not, whatever became of it since.
  if (fresh === 'marked' && started === false && vm.state !== 'Running' && !isInTransition(vm))
    return { observed: `${is} and was never started`, started: false };
  if (vm.state !== 'Stopped') return { observed: `${is}: it was started`, started: true };
  if (started === true) return { observed: `${is}, but has been started before`, started: true };
  return { observed: `${is}, and was not seen to run`, started: false };
}
