import { fail, pass, warn, type CheckDefinition } from '../check.js';
import { FILE_POOLS, replicasRevert } from '../plan/rollback.js';

const SET = 'Set storage_kind in the OSSEA configuration to what the disks are: qcow2, rbd or raw.';

/**
 * The declared kind of storage decides whether a rollback is promised, so it must not contradict the pools where the key
 * may read them (facts §6.2).
 */
export const storageKind: CheckDefinition = {
  name: 'Storage Kind',
  type: 'critical',
  safety: true,
  async run(input, facts) {
    const { vm, config } = input;
    const kind = config?.storage_kind ?? null;
    const [volumes, pools] = await Promise.all([facts.applianceVolumes(), facts.pools()]);
    const held = volumes.filter(({ id }) => vm.disks.some((disk) => disk.volume_id === id));
    const used = (pools ?? []).filter((pool) => held.some(({ storageid }) => storageid === pool.id));
    const details = { storage_kind: kind, pools: used.map(({ name, type }) => ({ name, type: type ?? null })) };
    const other = used.find(({ type }) => type !== undefined && contradicts(kind, type));
    if (other !== undefined)
      return fail(
        `The configuration says that disks are ${kind ?? ''}, but pool ${other.name} is ${other.type ?? ''}`,
        SET,
        details,
      );
    if (await replicasRevert(input, facts)) return pass('The storage reverts volume snapshots', details);
    if (kind === null) return warn('It is not known whether the storage reverts volume snapshots', SET, details);
    return warn(
      `CloudStack is not known to revert volume snapshots of ${kind} on this storage: a live failover has no rollback`,
      'Replicate to qcow2 on file storage or to RBD where a rollback is wanted.',
      details,
    );
  },
};

function contradicts(kind: string | null, poolType: string): boolean {
  if (kind === null) return false;
  return kind === 'rbd' ? FILE_POOLS.includes(poolType) : poolType === 'RBD';
}
