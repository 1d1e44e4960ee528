import { GIB } from '../units.js';
import type { World } from '../world.js';
import type { PoolRow } from './model.js';

/** How many times its size a pool promises to volumes. */
export const OVERPROVISIONING = 2;

/** Bytes that a pool has promised to volumes. */
export function allocatedOn(world: World, pool: PoolRow): number {
  return world.db.volumes
    .filter((volume) => volume.poolid === pool.id && !volume.removed)
    .reduce((sum, { size }) => sum + size, 0);
}

/**
 * Whether a pool takes what it has promised: CloudStack places no volume where one of its two thresholds is passed
 * (StorageManagerImpl, storagePoolHasEnoughSpace and storagePoolCompatibleWithVolumeUsedSpace).
 */
export function isWithinThresholds(world: World, pool: PoolRow): boolean {
  const most = (name: string): number => Number(world.configuration(name));
  return (
    allocatedOn(world, pool) <=
      pool.size_gb * GIB * OVERPROVISIONING * most('pool.storage.allocated.capacity.disablethreshold') &&
    pool.used_gb <= pool.size_gb * most('pool.storage.capacity.disablethreshold')
  );
}

/** Whether the snapshots that are there, the one being taken included, find room on secondary storage. */
export function secondaryHolds(world: World): boolean {
  const sizes = world.db.snapshots.filter((row) => !row.removed && row.state !== 'Error').map(({ size }) => size);
  return sizes.reduce((sum, size) => sum + size, 0) <= world.settings.secondary_storage_gb * GIB;
}
