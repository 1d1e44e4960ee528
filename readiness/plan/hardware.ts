import type { OsType } from '../../domain/cloudstack.js';
import { firmwareOf, guestHardwareOf, pickOsType, type GuestHardware } from '../../domain/hardware.js';
import type { DiskBus, PlannedMachine } from '../../domain/plan.js';
import type { ReadinessInput } from '../input.js';

type Planned = Pick<
  PlannedMachine,
  'boot_type' | 'boot_mode' | 'root_disk_controller' | 'data_disk_controller' | 'nic_adapter'
>;

export interface Hardware extends Planned {
  family: GuestHardware['family'];
  os_type: OsType | undefined;
  /** What was assumed because nothing said it, and what may not work. */
  assumed: { message: string; action: string }[];
}

/**
 * Buses on which some releases of CloudStack's KVM agent name a second data disk so that libvirt refuses the machine: its
 * third IDE disk is `hde`, every SATA disk `sda` (LibvirtVMDef.getDevLabel).
 */
const ONE_DATA_DISK: readonly DiskBus[] = ['ide', 'sata'];

/** Hardware of the destination: what the request says, else what the source's guest OS and firmware ask for. */
export function resolveHardware(
  { vm, request }: Pick<ReadinessInput, 'vm' | 'request'>,
  osTypes: readonly OsType[],
): Hardware | { problem: string; action: string } {
  const asked = request.custom_config.hardware ?? {};
  const firmware = firmwareOf(vm.bios_setup);
  const boot_type = asked.boot_type ?? firmware.boot_type;
  const boot_mode = asked.boot_mode ?? (boot_type === firmware.boot_type ? firmware.boot_mode : 'LEGACY');
  if (boot_type === 'BIOS' && boot_mode === 'SECURE')
    return {
      problem: 'boot_mode SECURE was asked for a machine that boots with BIOS',
      action: 'Leave custom_config.hardware.boot_mode out, or set boot_type to UEFI.',
    };
  const guest = guestHardwareOf(vm.os_type, boot_type);
  const os_type =
    asked.os_type_id === undefined
      ? pickOsType(guest.os_type_candidates, osTypes)
      : osTypes.find((os) => os.id === asked.os_type_id);
  if (asked.os_type_id !== undefined && os_type === undefined)
    return {
      problem: `CloudStack has no guest OS type ${asked.os_type_id}`,
      action: 'Correct custom_config.hardware.os_type_id, or leave it out.',
    };
  const hardware = {
    family: guest.family,
    boot_type,
    boot_mode,
    root_disk_controller: asked.root_disk_bus ?? guest.disk_bus,
    data_disk_controller: asked.data_disk_bus ?? guest.disk_bus,
    nic_adapter: asked.nic_model ?? guest.nic_model,
    os_type,
  };
  return { ...hardware, assumed: assumptions(hardware, vm, firmware.known || asked.boot_type !== undefined) };
}

function assumptions(
  hardware: Planned & Pick<Hardware, 'family'>,
  vm: ReadinessInput['vm'],
  firmwareKnown: boolean,
): Hardware['assumed'] {
  const bus = hardware.data_disk_controller;
  return [
    ...(firmwareKnown
      ? []
      : [
          {
            message: 'The firmware of the source is not known; BIOS is assumed',
            action: 'Set custom_config.hardware.boot_type if the source boots with UEFI.',
          },
        ]),
    ...(hardware.family !== 'unknown'
      ? []
      : [
          {
            message: `Guest OS "${vm.os_type}" is not known; the most widely supported hardware is used`,
            action: 'Set custom_config.hardware if the guest needs other hardware.',
          },
        ]),
    ...(vm.disks.length <= 2 || !ONE_DATA_DISK.includes(bus)
      ? []
      : [
          {
            message: `${vm.disks.length - 1} data disks on ${bus}: not every KVM host starts a machine with more than one`,
            action: 'Set custom_config.hardware.data_disk_bus to virtio if the guest has its drivers.',
          },
        ]),
  ];
}
