import type { Facts } from '../facts.js';
import type { ReadinessInput } from '../input.js';

/** Pools on which KVM keeps disks as files (facts §5.3). */
export const FILE_POOLS: readonly string[] = ['NetworkFilesystem', 'Filesystem', 'SharedMountPoint'];

/**
 * Whether CloudStack on KVM reverts a volume snapshot: qcow2 on file storage and RBD do (facts §6.2). RBD shows in the
 * pool, which only root admins may read; that a file is qcow2 shows nowhere and has to be declared.
 */
export function revertsVolumeSnapshots(storageKind: string | null, poolType?: string): boolean | undefined {
  if (poolType === 'RBD') return true;
  if (poolType !== undefined && !FILE_POOLS.includes(poolType)) return undefined;
  if (storageKind === 'qcow2') return true;
  if (storageKind === 'raw') return false;
  return storageKind === 'rbd' && poolType === undefined ? true : undefined;
}

/** Whether that is known of the storage of every replica. */
export async function replicasRevert({ vm, config }: ReadinessInput, facts: Facts): Promise<boolean> {
  const [volumes, pools] = await Promise.all([facts.applianceVolumes(), facts.pools()]);
  return vm.disks.every(({ volume_id }) => {
    const volume = volumes.find(({ id }) => id === volume_id);
    const pool = pools?.find(({ id }) => id === volume?.storageid);
    return revertsVolumeSnapshots(config?.storage_kind ?? null, pool?.type) === true;
  });
}

/** Whether a live run can be rolled back: nothing is promised that is not known. */
export async function rollbackOf(input: ReadinessInput, facts: Facts): Promise<{ possible: boolean; note: string }> {
  if (input.request.custom_config.skip_snapshot === true)
    return { possible: false, note: 'rollback: not possible (no snapshots were asked for)' };
  if (await replicasRevert(input, facts)) return { possible: true, note: 'rollback: possible until commit' };
  return {
    possible: false,
    note: 'rollback: not possible (it is not known that this storage can revert volume snapshots)',
  };
}
