import type { Call, CallSpec, Step, StepName } from '../../../domain/itinerary.js';
import type { BootCheck, PlannedDisk } from '../../../domain/plan.js';
import type { FailoverStatus } from '../../../domain/status.js';
import {
  asJson,
  cloneArgs,
  confirmReturned,
  deleteClone,
  deleteSnapshot,
  deleteVmSnapshot,
  devices,
  homeward,
  nameOf,
  onDestination,
  onVm,
  removal,
  startUnlessStarted,
  vmSnapshotArgs,
  type ItineraryInput,
} from './calls.js';

export const validate = step('validate', 'validating', [], []);

export function release(input: ItineraryInput): Step {
  const { vm_id, disks } = input;
  return step(
    'release',
    'snapshotting',
    ['validate'],
    [
      {
        key: `release/confirmReleasable/${vm_id}`,
        activity: 'confirmReleasable',
        object: vm_id,
        args: { disks: disks.map(({ disk_id, volume_id, change_id }) => ({ disk_id, volume_id, change_id })) },
      },
      ...disks.map((disk, i): Call => ({
        key: `release/detachVolume/${disk.volume_id}`,
        activity: 'detachVolume',
        object: disk.volume_id,
        args: { virtualmachineid: input.appliance_vm_id },
        // Undone last: by then every replica is home, and a sync that took place meanwhile shows (R2).
        undo: [homeward('undo.release', input, disk), ...(i === 0 ? [confirmReturned('undo.release', input)] : [])],
      })),
    ],
  );
}

/** Volume snapshots, taken while the replicas are detached: KVM refuses them of a running VM's (facts §6.1). */
export function protect(input: ItineraryInput): Step {
  return step(
    'protect',
    'snapshotting',
    ['release'],
    input.disks.map((disk) => ({
      key: `protect/createSnapshot/${disk.volume_id}`,
      activity: 'createSnapshot',
      object: disk.volume_id,
      args: { name: nameOf(input, disk), as: `snapshot.${disk.volume_id}` },
      clears: {
        key: `protect/deleteSnapshot/${disk.volume_id}`,
        activity: 'deleteSnapshot',
        object: disk.volume_id,
        args: { volumeid: disk.volume_id, name: nameOf(input, disk), failed_only: true },
      },
      undo: [deleteSnapshot('undo.protect', input, disk)],
    })),
  );
}

/** One VM snapshot of all disks, while the destination holds them and has never run (facts §5.2). */
export function protectAttached(input: ItineraryInput): Step {
  const undo = deleteVmSnapshot('undo.protect', input);
  undo.again = { from: undo.key };
  undo.unless_started = startUnlessStarted('undo.protect', input);
  return step(
    'protect',
    'snapshotting',
    ['network'],
    [{ ...onVm('protect', 'createVMSnapshot', input, { ...vmSnapshotArgs(input), fresh: '$fresh' }), undo: [undo] }],
  );
}

/** Copies for the destination, made of the snapshots (facts §6.4). */
export function clone(input: ItineraryInput): Step {
  return step(
    'clone',
    'snapshotting',
    ['protect'],
    input.disks.map((disk) => ({
      key: `clone/createVolume/${disk.volume_id}`,
      activity: 'createVolume',
      object: disk.volume_id,
      args: {
        name: nameOf(input, disk),
        zone_id: input.machine.zone_id,
        snapshot_id: `$snapshot.${disk.volume_id}`,
        // Without them the clone would be the caller's, and attach demands the VM's owner (facts §4.1 item 12).
        account: input.machine.account,
        domain_id: input.machine.domain_id,
      },
      clears: deleteClone('clone', input, disk),
      undo: [deleteClone('undo.clone', input, disk)],
    })),
  );
}

/** The replicas go home before their clones run: from then on they may be replicated to again. */
export function reattach(input: ItineraryInput): Step {
  const calls = input.disks.map((disk) => homeward('reattach', input, disk));
  return step('reattach', 'snapshotting', ['protect'], calls);
}

export function createVm(input: ItineraryInput): Step {
  const { machine } = input;
  const blankRoot = (step: string, args: Call['args']): CallSpec => ({
    key: `${step}/deleteVolume/$blank_root`,
    activity: 'deleteVolume',
    object: '$blank_root',
    args,
  });
  const calls: Call[] = [
    {
      key: `create_vm/deployVirtualMachine/${machine.host_name}`,
      activity: 'deployVirtualMachine',
      object: machine.host_name,
      args: { machine: asJson(machine) },
      undo: removal('undo.create_vm', input),
    },
    // deployVirtualMachine takes the template's guest OS; on KVM it decides the hardware left open (facts §3.5).
    ...(machine.os_type_id === undefined
      ? []
      : [onVm('create_vm', 'updateVirtualMachine', input, { ostypeid: machine.os_type_id })]),
    {
      key: 'create_vm/detachVolume/$blank_root',
      activity: 'detachVolume',
      object: '$blank_root',
      args: { virtualmachineid: '$vm' },
      undo: [blankRoot('undo.create_vm', { unless_on: '$vm' })],
    },
    blankRoot('create_vm', {}),
    ...(input.iso ? [onVm('create_vm', 'detachIso', input)] : []),
  ];
  return step('create_vm', 'creating_vm', ['validate'], calls);
}

export function attach(input: ItineraryInput, after: StepName[]): Step {
  return step('attach', 'switching_volume', after, [
    ...(input.delete_protection ? [onVm('attach', 'updateVirtualMachine', input, { deleteprotection: true })] : []),
    ...input.disks.map((disk) => attachDisk(input, disk)),
  ]);
}

function attachDisk(input: ItineraryInput, disk: PlannedDisk): Call {
  const volume = onDestination(input, disk);
  const undo = `undo.attach/detachVolume/${volume}`;
  return {
    key: `attach/attachVolume/${volume}`,
    activity: 'attachVolume',
    object: volume,
    args: { virtualmachineid: '$vm', deviceid: disk.device_id },
    undo: [
      {
        key: undo,
        activity: 'detachVolume',
        object: volume,
        args: { virtualmachineid: '$vm', ...cloneArgs(input, disk) },
        again: { from: undo, via: onVm('undo.attach', 'recoverVirtualMachine', input) },
      },
    ],
  };
}

export function network(input: ItineraryInput): Step {
  // A VM snapshot moves the disks' files: where they were is recorded before it (R7).
  const paths = input.strategy === 'vm-snapshot' ? { paths: true } : {};
  const args = { machine: asJson(input.machine), disks: devices(input), ...paths };
  return step(
    'network',
    'switching_volume',
    ['attach'],
    [{ key: 'network/confirmDestination/$vm', activity: 'confirmDestination', object: '$vm', args }],
  );
}

export function powerOn(input: ItineraryInput, after: StepName): Step {
  const disks = devices(input);
  return step(
    'power_on',
    'powering_on',
    [after],
    [
      onVm('power_on', 'startVirtualMachine', input, { disks }),
      { key: 'power_on/confirmRunning/$vm', activity: 'confirmRunning', object: '$vm', args: { disks } },
    ],
  );
}

/** After the start of the destination, on its own so that it may be skipped. */
export function bootCheck({ boot_check }: ItineraryInput): Step[] {
  if (boot_check === undefined) return [];
  const call = (args: BootCheck): Call => ({
    key: 'boot_check/bootCheck/$vm',
    activity: 'bootCheck',
    object: '$vm',
    args: { ...args },
  });
  return [{ ...step('boot_check', 'powering_on', ['power_on'], [call(boot_check)]), skippable: true }];
}

/** Asked in an undo: whether anybody has started the destination (R7). */
export function started({ machine }: ItineraryInput): CallSpec {
  return {
    key: 'undo.attach/confirmNeverStarted/$vm',
    activity: 'confirmNeverStarted',
    object: '$vm',
    args: { host_name: machine.host_name, fresh: '$fresh' },
  };
}

export function step(name: StepName, status: FailoverStatus, after: StepName[], calls: Call[]): Step {
  return { name, status, after, skippable: false, calls };
}
