import type { JobProjection, RecordedJob } from '../../domain/job.js';
import type { RunPlan } from '../../domain/plan.js';

/** What a follow-up job does; the same for its API route, its dry run and its own validation. */
export interface FollowUp {
  /** The plan of the failover, with the itinerary of this job; null where there is nothing to do. */
  plan: RunPlan | null;
  /** Names that the failover has learned, e.g. `$vm`. */
  refs: Record<string, string>;
  /** Only of recover: leave everything, undo call by call, or go the whole way back. */
  way?: 'leave' | 'undo' | 'back';
  /** Only of recover: why nothing is done. */
  why?: string;
  /** Only of recover: tries recorded of each call of the lost run. */
  tries?: Record<string, number>;
  /** What becomes of other jobs when this one is done. */
  closes?: JobProjection['closes'];
}

/** Why it may not be, all reasons at once. */
export interface Refused {
  refused: string[];
}

/** The references of an itinerary as its job has recorded what they stand for. */
export function refsOf({ plan, destination_vm_id, ossea_snapshot_id, volumes }: RecordedJob): Record<string, string> {
  const refs: Record<string, string> = {};
  if (destination_vm_id !== null) refs.$vm = destination_vm_id;
  if (plan?.itinerary.strategy === 'vm-snapshot' && ossea_snapshot_id !== null) refs.$vm_snapshot = ossea_snapshot_id;
  for (const { volume_id, snapshot_id, clone_id, path } of volumes) {
    if (snapshot_id !== undefined) refs[`$snapshot.${volume_id}`] = snapshot_id;
    if (clone_id !== undefined) refs[`$clone.${volume_id}`] = clone_id;
    if (path !== undefined) refs[`$path.${volume_id}`] = path;
  }
  return refs;
}
