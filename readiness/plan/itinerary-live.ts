import { ITINERARY_VERSION, type Call, type CallSpec, type Itinerary, type Step } from '../../domain/itinerary.js';
import type { PlannedDisk } from '../../domain/plan.js';

export interface LiveItineraryInput {
  job_id: string;
  vm_id: string;
  appliance_vm_id: string;
  host_name: string;
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
      calls: [{ key: 'network/confirmDestination/$vm', activity: 'confirmDestination', object: '$vm', args: {} }],
    },
    {
      name: 'power_on',
      status: 'powering_on',
      after: ['network'],
      skippable: false,
      calls: [
        { key: 'power_on/startVirtualMachine/$vm', activity: 'startVirtualMachine', object: '$vm', args: {} },
        { key: 'power_on/confirmRunning/$vm', activity: 'confirmRunning', object: '$vm', args: {} },
      ],
    },
    { name: 'complete', status: 'completed', after: ['power_on'], skippable: false, calls: [] },
  ];
  return { version: ITINERARY_VERSION, strategy: input.snapshots ? 'volume-snapshot' : 'none', steps };
}

function release(input: LiveItineraryInput): Call[] {
  return [
    { key: `release/confirmReleasable/${input.vm_id}`, activity: 'confirmReleasable', object: input.vm_id, args: {} },
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
  const snapshot = `$snapshot.${disk.volume_id}`;
  return {
    key: `protect/createSnapshot/${disk.volume_id}`,
    activity: 'createSnapshot',
    object: disk.volume_id,
    args: { name: `${input.job_id}-${disk.disk_id}`, as: snapshot },
    undo: [
      {
        key: `undo.protect/deleteSnapshot/${disk.volume_id}`,
        activity: 'deleteSnapshot',
        object: snapshot,
        args: { volumeid: disk.volume_id, name: `${input.job_id}-${disk.disk_id}` },
      },
    ],
  };
}

function createVm(input: LiveItineraryInput): Call[] {
  const remove: CallSpec[] = [
    ...(input.delete_protection
      ? [
          {
            key: 'undo.create_vm/updateVirtualMachine/$vm',
            activity: 'updateVirtualMachine',
            object: '$vm',
            args: { deleteprotection: false },
          } satisfies CallSpec,
        ]
      : []),
    { key: 'undo.create_vm/destroyVirtualMachine/$vm', activity: 'destroyVirtualMachine', object: '$vm', args: {} },
    { key: 'undo.create_vm/expungeVirtualMachine/$vm', activity: 'expungeVirtualMachine', object: '$vm', args: {} },
  ];
  return [
    {
      key: `create_vm/deployVirtualMachine/${input.host_name}`,
      activity: 'deployVirtualMachine',
      object: input.host_name,
      args: {},
      undo: remove,
    },
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
    ...(input.iso
      ? [{ key: 'create_vm/detachIso/$vm', activity: 'detachIso', object: '$vm', args: {} } satisfies Call]
      : []),
  ];
}

function attach(input: LiveItineraryInput): Call[] {
  return [
    ...(input.delete_protection
      ? [
          {
            key: 'attach/updateVirtualMachine/$vm',
            activity: 'updateVirtualMachine',
            object: '$vm',
            args: { deleteprotection: true },
          } satisfies Call,
        ]
      : []),
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
