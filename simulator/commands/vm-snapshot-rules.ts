import { runtime, type ApiError } from '../protocol/errors.js';
import type { VmRow, VmSnapshotRow } from '../state/model.js';
import type { World } from '../world.js';
import { activeSnapshots } from './guards.js';

const FILE_POOLS = ['NetworkFilesystem', 'Filesystem', 'SharedMountPoint'];

/** How a VM snapshot will be taken; `doomed` is accepted and then fails at the agent (facts §5.2). */
export type Strategy = VmSnapshotRow['strategy'] | 'doomed';

/**
 * Which strategy takes it, by version, state and pools: the table of facts §5.2. Raises what allocation refuses when
 * none does. Hypervisors other than KVM take all.
 */
export function strategyFor(world: World, vm: VmRow, memory: boolean): Strategy {
  if (world.settings.hypervisor !== 'KVM') return 'internal';
  const qcow2 = world.volumesOf(vm.id).every((volume) => volume.format === 'qcow2');
  const running = vm.state === 'Running';
  if (memory) {
    if (!qcow2 || ofVm(world, vm.id).some((row) => row.strategy === 'file' && row.state !== 'Error'))
      throw unsupported();
    return 'internal';
  }
  if (world.atLeast('4.21') && filesPossible(world, vm)) return 'file';
  if (running) {
    if (world.configuration('kvm.vmstoragesnapshot.enabled') === 'true') return 'storage';
    throw world.settings.version === '4.18'
      ? unsupported()
      : runtime('Creating a snapshot of a running KVM instance without memory is not supported');
  }
  if (qcow2) return 'doomed';
  throw world.atLeast('4.21')
    ? runtime(`No strategy was able to handle requested snapshot for VM [${vm.id}].`)
    : unsupported();
}

/** KvmFileBasedStorageVmSnapshotStrategy.canHandle (facts §5.3). A volume without a pool is its null pointer. */
function filesPossible(world: World, vm: VmRow): boolean {
  const { db } = world;
  if (vm.backupofferingid !== undefined || ofVm(world, vm.id).some((row) => row.type === 'DiskAndMemory')) return false;
  const volumes = world.volumesOf(vm.id);
  if (volumes.some((volume) => volume.poolid === null))
    throw runtime('Cannot invoke "StoragePoolVO.getPoolType()" because "storagePoolVO" is null');
  if (!volumes.every((volume) => FILE_POOLS.includes(db.pools.must(volume.poolid).type))) return false;
  return !volumes.some((volume) => db.snapshots.find((row) => row.volumeid === volume.id && !row.removed));
}

/** Those that are there, in any state. */
export function ofVm(world: World, vmId: string): Readonly<VmSnapshotRow>[] {
  return world.db.vmSnapshots.filter((row) => row.virtualmachineid === vmId && !row.removed);
}

/** VMSnapshotManagerImpl.hasActiveVMSnapshotTasks */
export function activeTask(world: World, vmId: string): Readonly<VmSnapshotRow> | undefined {
  return ofVm(world, vmId).find((row) => ['Creating', 'Expunging', 'Reverting', 'Allocated'].includes(row.state));
}

export const OTHER_VM_SNAPSHOT_TASK = 'There is other active vm snapshot tasks on the instance, please try again later';

export function activeVolumeSnapshot(world: World, vmId: string): boolean {
  return world.volumesOf(vmId).some((volume) => activeSnapshots(world, volume.id));
}

/**
 * The simulator hypervisor knows a VM only from its first start on, and so has nothing to revert or to delete a snapshot
 * of before; of KVM it is not known (facts §14).
 */
export function isUnknownToHost(world: World, vmId: string): boolean {
  return world.settings.hypervisor === 'Simulator' && world.db.domains.must(vmId).boots === 0;
}

const unsupported = (): ApiError => runtime('KVM does not support the type of snapshot requested');
