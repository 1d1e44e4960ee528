import {
  ITINERARY_VERSION,
  type Call,
  type CallSpec,
  type Itinerary,
  type Json,
  type Mutation,
  type Step,
} from '../../domain/itinerary.js';
import type { BootCheck, PlannedDisk, PlannedMachine } from '../../domain/plan.js';

export interface LiveItineraryInput {
  job_id: string;
  vm_id: string;
  appliance_vm_id: string;
  machine: PlannedMachine;
  disks: PlannedDisk[];
  /** Take volume snapshots after the release, while the volumes are detached (facts §6.1). */
  snapshots: boolean;
  /** The VM is deployed from an ISO, which KVM would boot first (facts §3.2). */
  iso: boolean;
  /** CloudStack ≥ 4.20: the VM is guarded while it holds a replica (R1). */
  delete_protection: boolean;
  boot_check?: BootCheck;
}

/** The live itinerary of safety.md, unrolled over the disks. Boot disk first throughout. */
export function liveItinerary(input: LiveItineraryInput): Itinerary {
  const steps: Step[] = [
    { name: 'validate', status: 'validating', after: [], skippable: false, calls: [] },
    { name: 'release', status: 'snapshotting', after: ['validate'], skippable: false, calls: release(input) },
    ...(input.snapshots
      ? [
          {
            name: 'protect',
            status: 'snapshotting',
            after: ['release'],
            skippable: false,
            calls: input.disks.map((d) => protect(input, d)),
          } satisfies Step,
        ]
      : []),
    { name: 'create_vm', status: 'creating_vm', after: ['validate'], skippable: false, calls: createVm(input) },
    {
      name: 'attach',
      status: 'switching_volume',
      after: [input.snapshots ? 'protect' : 'release', 'create_vm'],
      skippable: false,
      calls: attach(input),
    },
    {
      name: 'network',
      status: 'switching_volume',
      after: ['attach'],
      skippable: false,
      calls: [
        {
          key: 'network/confirmDestination/$vm',
          activity: 'confirmDestination',
          object: '$vm',
          args: { machine: asJson(input.machine), disks: devices(input) },
        },
      ],
    },
    {
      name: 'power_on',
      status: 'powering_on',
      after: ['network'],
      skippable: false,
      calls: [
        onVm('power_on', 'startVirtualMachine', input, { disks: devices(input) }),
        {
          key: 'power_on/confirmRunning/$vm',
          activity: 'confirmRunning',
          object: '$vm',
          args: { disks: devices(input) },
        },
      ],
    },
    ...(input.boot_check === undefined ? [] : [bootCheck(input.boot_check)]),
    {
      name: 'complete',
      status: 'completed',
      after: [input.boot_check === undefined ? 'power_on' : 'boot_check'],
      skippable: false,
      calls: [],
    },
  ];
  return {
    version: ITINERARY_VERSION,
    strategy: input.snapshots ? 'volume-snapshot' : 'none',
    steps,
    started: {
      key: 'undo.attach/confirmNeverStarted/$vm',
      activity: 'confirmNeverStarted',
      object: '$vm',
      args: { host_name: input.machine.host_name, fresh: '$fresh' },
    },
    abandon: abandon(input),
  };
}

function release(input: LiveItineraryInput): Call[] {
  return [
    {
      key: `release/confirmReleasable/${input.vm_id}`,
      activity: 'confirmReleasable',
      object: input.vm_id,
      args: { disks: input.disks.map((disk) => ({ disk_id: disk.disk_id, change_id: disk.change_id })) },
    },
    ...input.disks.map((disk): Call => ({
      key: `release/detachVolume/${disk.volume_id}`,
      activity: 'detachVolume',
      object: disk.volume_id,
      args: { virtualmachineid: input.appliance_vm_id },
      undo: [
        {
          key: `undo.release/attachVolume/${disk.volume_id}`,
          activity: 'attachVolume',
          object: disk.volume_id,
          args: homeArgs(input, disk),
        },
      ],
    })),
  ];
}

/** Back on the appliance: at the old device where it is free, else at another one, never at 0. */
function homeArgs(input: LiveItineraryInput, disk: PlannedDisk): Record<string, Json> {
  return { virtualmachineid: input.appliance_vm_id, deviceid: disk.appliance_device_id, home: true };
}

function protect(input: LiveItineraryInput, disk: PlannedDisk): Call {
  const snapshot = `snapshot.${disk.volume_id}`;
  return {
    key: `protect/createSnapshot/${disk.volume_id}`,
    activity: 'createSnapshot',
    object: disk.volume_id,
    args: { name: snapshotName(input, disk), as: snapshot },
    clears: {
      key: `protect/deleteSnapshot/${disk.volume_id}`,
      activity: 'deleteSnapshot',
      object: disk.volume_id,
      args: { volumeid: disk.volume_id, name: snapshotName(input, disk), failed_only: true },
    },
    undo: [
      {
        key: `undo.protect/deleteSnapshot/${disk.volume_id}`,
        activity: 'deleteSnapshot',
        object: `$${snapshot}`,
        args: { volumeid: disk.volume_id, name: snapshotName(input, disk) },
      },
    ],
  };
}

function createVm(input: LiveItineraryInput): Call[] {
  const { machine } = input;
  return [
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
      undo: [
        {
          key: 'undo.create_vm/deleteVolume/$blank_root',
          activity: 'deleteVolume',
          object: '$blank_root',
          args: { unless_on: '$vm' },
        },
      ],
    },
    { key: 'create_vm/deleteVolume/$blank_root', activity: 'deleteVolume', object: '$blank_root', args: {} },
    ...(input.iso ? [onVm('create_vm', 'detachIso', input)] : []),
  ];
}

function attach(input: LiveItineraryInput): Call[] {
  return [
    ...(input.delete_protection ? [onVm('attach', 'updateVirtualMachine', input, { deleteprotection: true })] : []),
    ...input.disks.map((disk): Call => ({
      key: `attach/attachVolume/${disk.volume_id}`,
      activity: 'attachVolume',
      object: disk.volume_id,
      args: { virtualmachineid: '$vm', deviceid: disk.device_id },
      undo: [
        {
          key: `undo.attach/detachVolume/${disk.volume_id}`,
          activity: 'detachVolume',
          object: disk.volume_id,
          args: { virtualmachineid: '$vm' },
          again: {
            from: `undo.attach/detachVolume/${disk.volume_id}`,
            via: onVm('undo.attach', 'recoverVirtualMachine', input),
          },
        },
      ],
    })),
  ];
}

/** After the start of the destination, on its own so that it may be skipped. */
function bootCheck(check: BootCheck): Step {
  return {
    name: 'boot_check',
    status: 'powering_on',
    after: ['power_on'],
    skippable: true,
    calls: [{ key: 'boot_check/bootCheck/$vm', activity: 'bootCheck', object: '$vm', args: { ...check } }],
  };
}

/**
 * Two phases (R1): destroyed without expunge first, so that nothing can be attached any more, then looked at again. What
 * is found then brings the VM back, and the removal begins again.
 */
function removal(step: string, input: LiveItineraryInput): CallSpec[] {
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

/**
 * Gives every replica back after the destination may have run: stop, detach, revert, home; snapshots are deleted only
 * then (R7). HA or a person may start the VM again in between, so a refused detach begins with the stop again.
 */
function abandon(input: LiveItineraryInput): CallSpec[] {
  const stop: CallSpec = onVm('abandon', 'stopVirtualMachine', input);
  stop.again = { from: stop.key, via: onVm('abandon', 'recoverVirtualMachine', input) };
  const reverted = input.snapshots ? input.disks : [];
  const snapshotArgs = (disk: PlannedDisk): Record<string, Json> => ({
    volumeid: disk.volume_id,
    name: snapshotName(input, disk),
  });
  return [
    stop,
    ...input.disks.map((disk): CallSpec => ({
      key: `abandon/detachVolume/${disk.volume_id}`,
      activity: 'detachVolume',
      object: disk.volume_id,
      args: { virtualmachineid: '$vm' },
      again: { from: stop.key },
    })),
    ...reverted.map((disk): CallSpec => ({
      key: `abandon/revertSnapshot/${disk.volume_id}`,
      activity: 'revertSnapshot',
      object: `$snapshot.${disk.volume_id}`,
      args: { volumeid: disk.volume_id, size: disk.size_bytes },
    })),
    ...input.disks.map((disk): CallSpec => ({
      key: `abandon/attachVolume/${disk.volume_id}`,
      activity: 'attachVolume',
      object: disk.volume_id,
      args: homeArgs(input, disk),
    })),
    ...reverted.map((disk): CallSpec => ({
      key: `abandon/deleteSnapshot/${disk.volume_id}`,
      activity: 'deleteSnapshot',
      object: `$snapshot.${disk.volume_id}`,
      args: snapshotArgs(disk),
    })),
    ...removal('abandon', input),
  ];
}

function snapshotName(input: LiveItineraryInput, disk: PlannedDisk): string {
  return `${input.job_id}-${disk.disk_id}`;
}

/** A command on the job's own VM; the host name finds it where a lost reply hid its id. */
function onVm(step: string, activity: Mutation, input: LiveItineraryInput, args: Record<string, Json> = {}): CallSpec {
  return {
    key: `${step}/${activity}/$vm`,
    activity,
    object: '$vm',
    args: { host_name: input.machine.host_name, ...args },
  };
}

function devices(input: LiveItineraryInput): Json {
  return input.disks.map((disk) => ({ volume_id: disk.volume_id, device_id: disk.device_id }));
}

/** Plans are JSON by construction; optional fields that are absent stay absent. */
function asJson(machine: PlannedMachine): Json {
  return JSON.parse(JSON.stringify(machine)) as Json;
}
