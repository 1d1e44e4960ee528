import type { Volume } from '../../domain/cloudstack.js';
import type { StoredDisk } from '../../domain/inventory.js';
import type { PlannedDisk } from '../../domain/plan.js';

/** Device 0 is the root, 3 the CD-ROM (facts §4.1). */
const FIRST_DATA_DEVICE = 1;
const CDROM_DEVICE = 3;
/** The 33rd data disk of a KVM VM is refused (facts §4.1 item 8), and 33 is the last device id. */
const MAX_DATA_DISKS = 32;

export type DiskResolution = { disks: PlannedDisk[] } | { problem: string; action: string };

/**
 * Every disk or none, so that no VM comes up without one of its disks: the boot disk by its flag at device 0, data disks by unit number at 1, 2, 4, 5 …
 * Each must be a volume that the appliance holds, in state Ready.
 */
export function resolveDisks(
  disks: readonly StoredDisk[],
  applianceVolumes: readonly Volume[],
  applianceVmId: string,
): DiskResolution {
  const boot = disks.filter((d) => d.boot);
  if (disks.length === 0) return { problem: 'The VM has no disks', action: 'Run the initial replication of this VM.' };
  if (boot.length !== 1)
    return {
      problem: `${boot.length} disks are flagged as boot disk`,
      action: 'Let replication flag exactly one boot disk.',
    };
  if (disks.length - 1 > MAX_DATA_DISKS)
    return {
      problem: `The VM has ${disks.length - 1} data disks; CloudStack attaches ${MAX_DATA_DISKS} to a VM`,
      action: 'Replicate fewer disks of this VM.',
    };
  const planned: PlannedDisk[] = [];
  let device = FIRST_DATA_DEVICE;
  for (const disk of inOrder(disks)) {
    if (disk.volume_id === null)
      return { problem: `${disk.disk_id} has no CloudStack volume`, action: `Replicate ${disk.disk_id}.` };
    const volume = applianceVolumes.find((v) => v.id === disk.volume_id);
    if (volume === undefined || volume.virtualmachineid !== applianceVmId || volume.deviceid === undefined)
      return {
        problem: `Volume ${disk.volume_id} of ${disk.disk_id} is not attached to the appliance`,
        action: `Attach volume ${disk.volume_id} to the appliance again.`,
      };
    if (volume.state !== 'Ready')
      return {
        problem: `Volume ${volume.id} of ${disk.disk_id} is ${volume.state}, not Ready`,
        action: `Wait until volume ${volume.id} is Ready, or repair it.`,
      };
    if (volume.type === 'ROOT' || volume.deviceid === 0)
      return {
        problem: `Volume ${volume.id} of ${disk.disk_id} is the appliance's own root disk`,
        action: 'Correct the volume of this disk in the inventory.',
      };
    planned.push({
      disk_id: disk.disk_id,
      volume_id: volume.id,
      size_bytes: volume.size ?? disk.size_gb * 1024 ** 3,
      boot: disk.boot,
      device_id: disk.boot ? 0 : device,
      appliance_device_id: volume.deviceid,
      change_id: disk.change_id ?? '',
    });
    if (!disk.boot) device += device + 1 === CDROM_DEVICE ? 2 : 1;
  }
  const twice = planned.find((d, i) => planned.findIndex((o) => o.volume_id === d.volume_id) !== i);
  if (twice !== undefined)
    return {
      problem: `Volume ${twice.volume_id} is given for two disks`,
      action: 'Correct the volumes in the inventory.',
    };
  return { disks: planned };
}

function inOrder(disks: readonly StoredDisk[]): StoredDisk[] {
  return [...disks].sort(
    (a, b) =>
      Number(b.boot) - Number(a.boot) ||
      a.unit_number - b.unit_number ||
      a.disk_id.localeCompare(b.disk_id, 'en', { numeric: true }),
  );
}
