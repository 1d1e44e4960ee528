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

/** Nothing is promised that is not known. */
export function rollbackOf(snapshots: boolean, storageKind: string | null): { possible: boolean; note: string } {
  if (!snapshots) return { possible: false, note: 'rollback: not possible (no snapshots were asked for)' };
  if (revertsVolumeSnapshots(storageKind) === true) return { possible: true, note: 'rollback: possible until commit' };
  return {
    possible: false,
    note: 'rollback: not possible (it is not known that this storage can revert volume snapshots)',
  };
}
