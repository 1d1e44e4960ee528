import {
  ITINERARY_VERSION,
  type Call,
  type CallSpec,
  type Itinerary,
  type Json,
  type Mutation,
  type Step,
} from '../../domain/itinerary.js';
import type { PlannedDisk, PlannedMachine } from '../../domain/plan.js';

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
        onVm('power_on', 'startVirtualMachine', input),
        {
          key: 'power_on/confirmRunning/$vm',
          activity: 'confirmRunning',
          object: '$vm',
          args: { disks: devices(input) },
        },
      ],
    },
    { name: 'complete', status: 'completed', after: ['power_on'], skippable: false, calls: [] },
  ];
  return { version: ITINERARY_VERSION, strategy: input.snapshots ? 'volume-snapshot' : 'none', steps };
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
          args: {
            virtualmachineid: input.appliance_vm_id,
            deviceid: disk.appliance_device_id,
            elsewhere_if_taken: true,
          },
        },
      ],
    })),
  ];
}

function protect(input: LiveItineraryInput, disk: PlannedDisk): Call {
  const snapshot = `snapshot.${disk.volume_id}`;
  return {
    key: `protect/createSnapshot/${disk.volume_id}`,
    activity: 'createSnapshot',
    object: disk.volume_id,
    args: { name: `${input.job_id}-${disk.disk_id}`, as: snapshot },
    undo: [
      {
        key: `undo.protect/deleteSnapshot/${disk.volume_id}`,
        activity: 'deleteSnapshot',
        object: `$${snapshot}`,
        args: { volumeid: disk.volume_id, name: `${input.job_id}-${disk.disk_id}` },
      },
    ],
  };
}

function createVm(input: LiveItineraryInput): Call[] {
  const { machine } = input;
  const remove: CallSpec[] = [
    ...(input.delete_protection
      ? [onVm('undo.create_vm', 'updateVirtualMachine', input, { deleteprotection: false })]
      : []),
    onVm('undo.create_vm', 'destroyVirtualMachine', input),
    onVm('undo.create_vm', 'expungeVirtualMachine', input),
  ];
  return [
    {
      key: `create_vm/deployVirtualMachine/${machine.host_name}`,
      activity: 'deployVirtualMachine',
      object: machine.host_name,
      args: { machine: asJson(machine) },
      undo: remove,
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
        },
      ],
    })),
  ];
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
