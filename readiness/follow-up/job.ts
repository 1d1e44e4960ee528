import type { CloudStackReads, VirtualMachine } from '../../domain/cloudstack.js';
import type { ApiErrorCode } from '../../domain/errors.js';
import type { JobProjection, RecordedJob } from '../../domain/job.js';
import { isOurs, MARKER } from '../../domain/marker.js';
import type { RunPlan } from '../../domain/plan.js';

/** The reads of the configuration of this name; not asked where the job's own record says no already. */
export type Ask = (config: string) => Promise<CloudStackReads>;

/** What a follow-up job does; the same for its API route, its dry run and its own validation. */
export interface FollowUp {
  /** The plan of the failover, with the itinerary of this job; null where nothing in CloudStack is to be changed. */
  plan: RunPlan | null;
  /** Names that the failover has learned, e.g. `$vm`. */
  refs: Record<string, string>;
  /** Only of recover: why it does what it does. */
  why?: string;
  /** Only of recover: replicas that may have been written to and that nothing can revert (R7). */
  unreverted?: string[];
  /** Only of recover: how the VM stands when it is done; null: as it was found. */
  hold?: JobProjection['hold'];
  /** What becomes of other jobs when this one is done. */
  closes?: JobProjection['closes'];
}

/** Why it may not be, all reasons at once. */
export interface Refused {
  code: Extract<ApiErrorCode, 'INVALID_STATE' | 'NOT_READY'>;
  refused: string[];
}

/** The job is not in a state for it, whatever CloudStack shows. */
export function invalidState(why: string): Refused {
  return { code: 'INVALID_STATE', refused: [why] };
}

/** Why nothing may be changed about the VM of this plan, or nothing: without its mark no call of this product touches it (R1). */
export function unmarked(vm: VirtualMachine, { job_id }: RunPlan): string[] {
  if (isOurs(vm, job_id)) return [];
  return [`VM ${vm.id} has lost its detail ${MARKER}=${job_id}: put it back beside the others`];
}

/** The references of an itinerary as its job has recorded what they stand for. */
export function refsOf(job: RecordedJob): Record<string, string> {
  const { plan, destination_vm_id, blank_root_id, ossea_snapshot_id, volumes } = job;
  const refs: Record<string, string> = {};
  if (destination_vm_id !== null) refs.$vm = destination_vm_id;
  if (blank_root_id !== null) refs.$blank_root = blank_root_id;
  if (plan?.itinerary.strategy === 'vm-snapshot' && ossea_snapshot_id !== null) refs.$vm_snapshot = ossea_snapshot_id;
  for (const { volume_id, snapshot_id, clone_id, path } of volumes) {
    if (snapshot_id !== undefined) refs[`$snapshot.${volume_id}`] = snapshot_id;
    if (clone_id !== undefined) refs[`$clone.${volume_id}`] = clone_id;
    if (path !== undefined) refs[`$path.${volume_id}`] = path;
  }
  return refs;
}

/** Why the failover is not there to be rolled back or committed, or undefined. */
export function notInForce({ job_id, job_type, status, held_by, followed_by }: RecordedJob): Refused | undefined {
  if (job_type !== 'live') return invalidState(`job ${job_id} is a ${job_type} job, not a live failover`);
  if (status !== 'completed') return invalidState(`job ${job_id} is ${status}, not completed`);
  const committed = followed_by.find((job) => job.job_type === 'commit' && job.status === 'completed');
  if (committed !== undefined) return invalidState(`job ${job_id} was committed by ${committed.job_id}`);
  if (held_by !== job_id) return invalidState(`the VM is held by ${held_by ?? 'nobody'}, not by ${job_id}`);
  return undefined;
}
