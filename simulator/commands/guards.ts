import { invalid } from '../protocol/errors.js';
import type { VmRow, VolumeRow } from '../state/model.js';
import type { World } from '../world.js';

export const RUNNING_OR_STOPPED = 'Please specify a VM that is either running or stopped.';

/** The rules of a ROOT volume's place, which attach at device 0 and detach share, wording included (facts §4.1 item 7). */
export function checkRootMove(world: World, vm: VmRow, volume: VolumeRow): void {
  if (!['KVM', 'XenServer', 'VMware', 'Simulator'].includes(world.settings.hypervisor))
    throw invalid('Root volume detach is not supported for hypervisor type ' + world.settings.hypervisor);
  if (vm.state !== 'Stopped')
    throw invalid('Root volume detach can happen only when vm is in states: Stopped or Destroyed');
  if (world.db.pools.get(volume.poolid)?.managed)
    throw invalid('Root volume detach is not supported for Managed DataStores');
}

/** In any state, Error and Hidden included (facts §4.1 item 10). */
export function hasVmSnapshots(world: World, vmId: string): boolean {
  return world.db.vmSnapshots.find((row) => row.virtualmachineid === vmId && !row.removed) !== undefined;
}

/** A VM with backups keeps the disks it has, unless a global setting lets them go (facts §4.1 item 11, §4.2). */
export function hasBackups(world: World, vm: VmRow): boolean {
  return vm.backupofferingid !== undefined && world.configuration('backup.enable.attach.detach.of.volumes') !== 'true';
}

/** Snapshots of a volume that are still being taken. */
export function activeSnapshots(world: World, volumeId: string): boolean {
  const active = ['Allocated', 'Creating', 'CreatedOnPrimary', 'BackingUp'];
  return (
    world.db.snapshots.find((row) => row.volumeid === volumeId && !row.removed && active.includes(row.state)) !==
    undefined
  );
}
