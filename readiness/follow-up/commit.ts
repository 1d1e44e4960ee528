import type { Call, Step } from '../../domain/itinerary.js';
import type { RecordedJob } from '../../domain/job.js';
import { notInForce, refsOf, unmarked, type Ask, type FollowUp, type Refused } from './job.js';
import { destinationOf, noDestination } from './unrecorded.js';

/**
 * Makes a live failover final: its snapshots go, and the protection of its VM is the owner's affair again (R1, R7). A VM
 * that its owner has removed since needs none.
 */
export async function planCommit(job: RecordedJob, ask: Ask): Promise<FollowUp | Refused> {
  const state = notInForce(job);
  if (state !== undefined) return state;
  const { plan } = job;
  if (plan === null) return { code: 'NOT_READY', refused: [`job ${job.job_id} has recorded no plan`] };
  const vm = await destinationOf(job, await ask(plan.config));
  if (vm === undefined && job.destination_vm_id === null) return { code: 'NOT_READY', refused: [noDestination(job)] };
  const refused = vm === undefined ? [] : unmarked(vm, plan);
  if (refused.length > 0) return { code: 'NOT_READY', refused };
  const { itinerary } = plan;
  const calls = itinerary.way_back
    .flatMap((step) => step.calls)
    .filter(
      ({ activity, args }) => activity === 'deleteSnapshot' || (args.deleteprotection === false && vm !== undefined),
    )
    .map(({ again: _, ...call }): Call => ({ ...call, key: `commit/${call.activity}/${call.object}` }));
  const steps: Step[] = [
    ...itinerary.steps.filter(({ name }) => name === 'validate'),
    { name: 'commit', status: 'cleanup', after: ['validate'], skippable: false, calls },
    { name: 'complete', status: 'completed', after: ['commit'], skippable: false, calls: [] },
  ];
  return {
    plan: { ...plan, itinerary: { ...itinerary, steps, no_return: 'commit', way_back: [], returns: false } },
    refs: { ...refsOf(job), ...(vm === undefined ? {} : { $vm: vm.id }) },
  };
}
