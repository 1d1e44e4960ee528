import type { CallSpec, Json, Mutation, Strategy } from '../../../domain/itinerary.js';
import type { BootCheck, PlannedDisk, PlannedMachine } from '../../../domain/plan.js';

/** What an itinerary is unrolled from. */
export interface ItineraryInput {
  job_id: string;
  vm_id: string;
  appliance_vm_id: string;
  machine: PlannedMachine;
  disks: PlannedDisk[];
  strategy: Strategy;
  /** The VM is deployed from an ISO, which KVM would boot first (facts §3.2). */
  iso: boolean;
  /** CloudStack ≥ 4.20: the VM is guarded while it holds a replica (R1). */
  delete_protection: boolean;
  boot_check?: BootCheck;
}

/** A command on the job's own VM; the host name finds it where a lost reply hid its id. */
export function onVm(
  step: string,
  activity: Mutation,
  { machine }: ItineraryInput,
  args: Record<string, Json> = {},
): CallSpec {
  return { key: `${step}/${activity}/$vm`, activity, object: '$vm', args: { host_name: machine.host_name, ...args } };
}

/** What the destination gets of a disk: the replica itself, or its clone. */
export function onDestination({ strategy }: ItineraryInput, disk: PlannedDisk): string {
  return strategy === 'clone' ? `$clone.${disk.volume_id}` : disk.volume_id;
}

export function devices(input: ItineraryInput): Json {
  return input.disks.map((disk) => ({ volume_id: onDestination(input, disk), device_id: disk.device_id }));
}

/** Back on the appliance: at the old device where it is free, else at another one, never at 0. */
export function homeward(step: string, input: ItineraryInput, disk: PlannedDisk): CallSpec {
  return {
    key: `${step}/attachVolume/${disk.volume_id}`,
    activity: 'attachVolume',
    object: disk.volume_id,
    args: { virtualmachineid: input.appliance_vm_id, deviceid: disk.appliance_device_id, home: true },
  };
}

export function deleteSnapshot(step: string, input: ItineraryInput, disk: PlannedDisk): CallSpec {
  return {
    key: `${step}/deleteSnapshot/${disk.volume_id}`,
    activity: 'deleteSnapshot',
    object: `$snapshot.${disk.volume_id}`,
    args: { volumeid: disk.volume_id, name: nameOf(input, disk) },
  };
}

export function deleteClone(step: string, input: ItineraryInput, disk: PlannedDisk): CallSpec {
  return {
    key: `${step}/deleteVolume/$clone.${disk.volume_id}`,
    activity: 'deleteVolume',
    object: `$clone.${disk.volume_id}`,
    args: cloneArgs(input, disk),
  };
}

/** Find a clone where a lost reply has hidden its id; none for a replica. */
export function cloneArgs(input: ItineraryInput, disk: PlannedDisk): Record<string, Json> {
  if (input.strategy !== 'clone') return {};
  return { clone: { name: nameOf(input, disk), snapshot_id: `$snapshot.${disk.volume_id}` } };
}

/** On its isolated networks, where CloudStack will not revert or delete the VM snapshot of a VM that has never run. */
export function startUnlessStarted(step: string, input: ItineraryInput): CallSpec {
  return onVm(step, 'startVirtualMachine', input, { disks: devices(input) });
}

/** Arguments of all three commands on the job's VM snapshot. */
export function vmSnapshotArgs({ job_id, disks }: ItineraryInput): Record<string, Json> {
  return { name: job_id, disks: disks.map((disk) => ({ volume_id: disk.volume_id, size: disk.size_bytes })) };
}

/** After it every volume's file is where `confirmDestination` saw it before (R7). */
export function deleteVmSnapshot(step: string, input: ItineraryInput): CallSpec {
  const paths = Object.fromEntries(input.disks.map((disk) => [disk.volume_id, `$path.${disk.volume_id}`]));
  return onVm(step, 'deleteVMSnapshot', input, { ...vmSnapshotArgs(input), paths, reverted: '$reverted' });
}

/** Of the snapshot of a disk, and of its clone. */
export function nameOf({ job_id }: ItineraryInput, disk: PlannedDisk): string {
  return `${job_id}-${disk.disk_id}`;
}

/**
 * Two phases (R1): destroyed without expunge first, so that nothing can be attached any more, then looked at again. What
 * is found then brings the VM back, and the removal begins again.
 */
export function removal(step: string, input: ItineraryInput): CallSpec[] {
  const destroy = onVm(step, 'destroyVirtualMachine', input);
  return [
    ...(input.delete_protection ? [onVm(step, 'updateVirtualMachine', input, { deleteprotection: false })] : []),
    destroy,
    {
      ...onVm(step, 'expungeVirtualMachine', input),
      again: { from: destroy.key, via: onVm(step, 'recoverVirtualMachine', input) },
    },
  ];
}

/** With clones the replicas were home, and replication's to write to, before the destination ran. */
export function confirmReturned(step: string, { machine, disks, strategy, appliance_vm_id }: ItineraryInput): CallSpec {
  const asBefore = strategy !== 'clone';
  return {
    key: `${step}/confirmReturned/$vm`,
    activity: 'confirmReturned',
    object: '$vm',
    args: {
      host_name: machine.host_name,
      appliance: appliance_vm_id,
      disks: disks.map(({ volume_id, size_bytes, change_id }) =>
        asBefore ? { volume_id, size: size_bytes, change_id } : { volume_id },
      ),
    },
  };
}

/** Plans are JSON by construction; optional fields that are absent stay absent. */
export function asJson(machine: PlannedMachine): Json {
  return JSON.parse(JSON.stringify(machine)) as Json;
}
