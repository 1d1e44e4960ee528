import type { Call, Step } from '../../domain/itinerary.js';
import type { RecordedJob } from '../../domain/job.js';
import { refsOf, type FollowUp, type Refused } from './job.js';
import { notInForce } from './rollback.js';

/** Makes a live failover final: its snapshots go, and the protection of its VM is the owner's affair again (R1, R7). */
export function planCommit(job: RecordedJob): FollowUp | Refused {
  const state = notInForce(job);
  if (state !== undefined) return { refused: [state] };
  const { plan } = job;
  if (plan === null) return { refused: [`job ${job.job_id} has recorded no plan`] };
  const { itinerary } = plan;
  const final: Call[] = itinerary.way_back
    .flatMap(({ calls }) => calls)
    .filter(({ activity, args }) => activity === 'deleteSnapshot' || args.deleteprotection === false)
    .map(({ again: _, ...call }) => ({ ...call, key: `commit/${call.activity}/${call.object}` }));
  const commit: Step = { name: 'commit', status: 'reverting', after: ['validate'], skippable: false, calls: final };
  const complete: Step = { name: 'complete', status: 'completed', after: ['commit'], skippable: false, calls: [] };
  const steps = [
    ...itinerary.steps.filter(({ name }) => name === 'validate'),
    { ...commit, status: 'cleanup' as const },
    complete,
  ];
  return {
    plan: { ...plan, itinerary: { ...itinerary, steps, no_return: 'commit', way_back: [], returns: false } },
    refs: refsOf(job),
  };
}
