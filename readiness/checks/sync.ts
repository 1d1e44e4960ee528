import type { StoredDisk } from '../../domain/inventory.js';
import { fail, pass, warn, type CheckDefinition } from '../check.js';

/**
 * Every disk synced, and how old its data is. Age only warns: the older a site's failure, the older its last sync, and
 * the failover is wanted all the same.
 */
export const syncStatus: CheckDefinition = {
  name: 'Sync Status',
  type: 'critical',
  safety: false,
  run({ vm, asked_at, sync_max_age_ms }) {
    const disks = vm.disks.map((disk) => syncOf(disk, asked_at));
    const never = disks.filter((d) => !d.synced).map((d) => d.disk_id);
    if (disks.length === 0) return fail('There is no disk to be synced', 'Run the initial replication of this VM.');
    if (never.length > 0)
      return fail(`No successful sync of ${never.join(', ')}`, `Run a sync of ${never.join(', ')}.`, { disks });
    const [first] = disks;
    const ages = disks.flatMap(({ age_seconds }) => (age_seconds === null ? [] : [age_seconds]));
    const details = {
      job_id: first?.job_id,
      change_id: first?.change_id,
      sync_time: first?.sync_time,
      oldest_age_seconds: Math.max(...ages),
      spread_seconds: Math.max(...ages) - Math.min(...ages),
      disks,
    };
    const bound = sync_max_age_ms / 1_000;
    const old = disks.filter((d) => d.age_seconds !== null && d.age_seconds > bound).map((d) => d.disk_id);
    if (old.length > 0)
      return warn(
        `The last sync of ${old.join(', ')} is more than ${bound} s old`,
        `Run a sync of ${old.join(', ')} if the source still can.`,
        { ...details, max_age_seconds: bound },
      );
    return pass('VM has valid ChangeID from successful sync', details);
  },
};

function syncOf({ disk_id, change_id, last_sync }: StoredDisk, now: number) {
  return {
    disk_id,
    change_id,
    job_id: last_sync?.job_id ?? null,
    sync_time: last_sync?.time ?? null,
    // The replication system's clock may be ahead of ours.
    age_seconds: last_sync === null ? null : Math.max(0, Math.round((now - Date.parse(last_sync.time)) / 1_000)),
    synced: last_sync?.success === true && change_id !== null && change_id !== '',
  };
}
