import type { CloudStackReads, Snapshot, VirtualMachine } from '../../domain/cloudstack.js';
import type { RecordedJob } from '../../domain/job.js';
import { isOurs, MARKER } from '../../domain/marker.js';
import type { RunPlan } from '../../domain/plan.js';
import { isGone } from '../../domain/vm-states.js';

/** The job's VM by its recorded id or, where a run without its database was lost before it told it, by name and mark. */
export async function destinationOf(
  { destination_vm_id, plan }: RecordedJob,
  reads: CloudStackReads,
): Promise<VirtualMachine | undefined> {
  if (plan === null) return undefined;
  const found =
    destination_vm_id === null
      ? (await reads.findVirtualMachinesByName(plan.machine.host_name)).find(
          (vm) => isOurs(vm, plan.job_id) && !isGone(vm),
        )
      : await reads.getVirtualMachine(destination_vm_id);
  return found !== undefined && isGone(found) ? undefined : found;
}

/** Why there is no VM to go on with, of a job that `destinationOf` finds none of. */
export function noDestination({ job_id, destination_vm_id }: RecordedJob): string {
  return destination_vm_id === null
    ? `job ${job_id} has recorded no destination, and CloudStack shows no VM with ${MARKER}=${job_id}`
    : `CloudStack has no VM ${destination_vm_id}`;
}

/** The volume snapshots that the run has made, by their recorded ids or, as above, by their fixed name. */
export async function snapshotsOf(job: RecordedJob, plan: RunPlan, reads: CloudStackReads): Promise<Snapshot[]> {
  const calls = plan.itinerary.steps.flatMap((step) => step.calls);
  const found = await Promise.all(
    job.volumes.map(async ({ volume_id, snapshot_id }) => {
      if (snapshot_id !== undefined) return reads.getSnapshot(snapshot_id);
      const made = calls.find(({ activity, object }) => activity === 'createSnapshot' && object === volume_id);
      const all = made === undefined ? [] : await reads.listSnapshotsOfVolume(volume_id);
      return all.find(({ name, state }) => name === made?.args.name && state === 'BackedUp');
    }),
  );
  return found.filter((snapshot) => snapshot !== undefined);
}
