import { COMPLETE } from '../../domain/itinerary.js';
import type { RecordedJob } from '../../domain/job.js';
import { applianceProblems } from '../plan/appliance.js';
import { commandsOf } from '../plan/commands.js';
import { notInForce, refsOf, unmarked, type Ask, type FollowUp, type Refused } from './job.js';
import { destinationOf, noDestination, snapshotsOf } from './unrecorded.js';

/**
 * The rollback of a completed live failover: its way back. Refused where it cannot work, every reason named (safety.md):
 * CloudStack reverts no volume of a VM with VM snapshots (facts §5.5), and none whose snapshot is gone. The key and the
 * appliance may have changed since the failover: production is stopped only where the way home is open.
 */
export async function planRollback(job: RecordedJob, ask: Ask): Promise<FollowUp | Refused> {
  const state = notInForce(job);
  if (state !== undefined) return state;
  const { plan } = job;
  const cannot = (...refused: string[]): Refused => ({ code: 'NOT_READY', refused });
  if (plan === null) return cannot(`job ${job.job_id} has recorded no plan`);
  if (!plan.rollback_possible) return cannot(plan.rollback_note);
  const reads = await ask(plan.config);
  const vm = await destinationOf(job, reads);
  if (vm === undefined) return cannot(noDestination(job));
  const { appliance_vm_id } = plan;
  const [volumes, vmSnapshots, snapshots, apis, appliance, applianceSnapshots] = await Promise.all([
    reads.listVolumesOfVirtualMachine(vm.id),
    reads.listVmSnapshots(vm.id),
    snapshotsOf(job, plan, reads),
    reads.listApis(),
    reads.getVirtualMachine(appliance_vm_id),
    reads.listVmSnapshots(appliance_vm_id),
  ]);
  const granted = new Set(apis.map((name) => name.toLowerCase()));
  const missing = commandsOf(plan.itinerary.way_back).filter((command) => !granted.has(command.toLowerCase()));
  const refused = [
    ...(missing.length === 0 ? [] : [`the API key may not call ${missing.join(', ')}`]),
    ...applianceProblems(appliance_vm_id, appliance, applianceSnapshots).map(({ problem }) => problem),
    ...unmarked(vm, plan),
    ...vmSnapshots.map(
      ({ id, displayname, name }) => `VM snapshot ${displayname ?? name} (${id}) must be deleted first`,
    ),
    ...(vm.backupofferingid === undefined ? [] : [`backup offering ${vm.backupofferingid} must be removed first`]),
    ...volumes
      .filter(({ id }) => !job.volumes.some(({ volume_id }) => volume_id === id))
      .map(({ id, name }) => `volume ${name} (${id}) was added: detach it first`),
    ...plan.disks.flatMap(({ volume_id, size_bytes }) => {
      const volume = volumes.find(({ id }) => id === volume_id);
      if (volume === undefined) return [`volume ${volume_id} is not on VM ${vm.id} any more`];
      if (volume.size !== undefined && volume.size !== size_bytes)
        return [`volume ${volume_id} was resized from ${size_bytes} to ${volume.size} bytes`];
      if (snapshots.some((snapshot) => snapshot.volumeid === volume_id && snapshot.state === 'BackedUp')) return [];
      return job.volumes.some((known) => known.volume_id === volume_id && known.snapshot_id !== undefined)
        ? [`the snapshot of volume ${volume_id} is gone`]
        : [`CloudStack shows no snapshot of volume ${volume_id} that this job has made`];
    }),
  ];
  if (refused.length > 0) return cannot(...refused);
  const { itinerary } = plan;
  const steps = itinerary.steps.filter(({ name }) => name === 'validate');
  const way_back = [...itinerary.way_back, COMPLETE];
  return {
    plan: { ...plan, itinerary: { ...itinerary, steps, way_back, returns: true } },
    refs: {
      ...refsOf(job),
      $vm: vm.id,
      ...Object.fromEntries(snapshots.map(({ id, volumeid }) => [`$snapshot.${volumeid}`, id])),
    },
    closes: [{ job_id: job.job_id, status: 'rolled_back' }],
  };
}
