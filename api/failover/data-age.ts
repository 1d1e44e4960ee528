import type { z } from 'zod';
import type { StoredVm } from '../../domain/inventory.js';
import type { PlannedDisk } from '../../domain/plan.js';
import type { DataAge } from './schemas.js';

/**
 * How old the data of each planned disk was at `at` (milliseconds since the epoch), by the sync that made it. Null where the inventory has another
 * change_id by now, or none: the sync that the plan was made for is not known then (R9).
 */
export function dataAge(
  disks: readonly Pick<PlannedDisk, 'disk_id' | 'change_id'>[],
  vm: Pick<StoredVm, 'disks'> | null,
  at: number,
): z.input<typeof DataAge> {
  const ages = disks.map(({ disk_id, change_id }) => {
    const sync = vm?.disks.find((d) => d.disk_id === disk_id && d.change_id === change_id)?.last_sync ?? null;
    // The replication system's clock may be ahead of ours.
    const age_seconds = sync === null ? null : Math.max(0, Math.round((at - Date.parse(sync.time)) / 1_000));
    return { disk_id, change_id, last_sync_time: sync?.time ?? null, age_seconds };
  });
  const known = ages.flatMap(({ age_seconds }) => (age_seconds === null ? [] : [age_seconds]));
  const whole = known.length > 0 && known.length === ages.length;
  return {
    oldest_age_seconds: whole ? Math.max(...known) : null,
    spread_seconds: whole ? Math.max(...known) - Math.min(...known) : null,
    disks: ages,
  };
}
