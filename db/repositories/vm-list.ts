import { In, type SelectQueryBuilder } from 'typeorm';
import type { FailoverState, StoredVm } from '../../domain/inventory.js';
import { CbtHistoryEntity } from '../entities/cbt-history.js';
import { VmDiskEntity } from '../entities/vm-disk.js';
import { VmEntity } from '../entities/vm.js';
import type { StoredReadiness } from '../schemas.js';
import type { Context, Page, Rows } from './context.js';

export interface VmFilter extends Page {
  failover_state?: FailoverState | undefined;
  /** Part of the id or the name, in any case. */
  search?: string | undefined;
}

type Shown = 'vm_id' | 'name' | 'display_name' | 'ossea_config' | 'power_state' | 'cpu_count' | 'memory_mb' | 'os_type';

/** A VM in a list: nothing in it needs CloudStack. */
export interface VmListRow extends Pick<StoredVm, Shown | 'failover_state' | 'held_by'> {
  disk_count: number;
  disk_gb: number;
  /** ISO 8601 UTC; null where a disk was never synced. */
  oldest_sync: string | null;
  resync_required: boolean;
  /** As last computed, with the time; null before the first. */
  readiness: Record<'live' | 'test', { computed_at: string; result: StoredReadiness } | null>;
}

export type VmList = Rows<VmListRow>;

/** VMs by name. */
export async function listVms({ manager }: Context, filter: VmFilter): Promise<VmList> {
  const query = manager.createQueryBuilder(VmEntity, 'vm').orderBy('vm.name').addOrderBy('vm.vm_id');
  if (filter.failover_state !== undefined)
    query.andWhere('vm.failover_state = :state', { state: filter.failover_state });
  if (filter.search !== undefined) search(query, filter.search);
  const total = await query.getCount();
  const vms = await query.skip(filter.offset).take(filter.limit).getMany();
  const disks = await manager.findBy(VmDiskEntity, { vm_id: In(vms.map((vm) => vm.vm_id)) });
  const ids = disks.flatMap(({ last_sync_id }) => (last_sync_id === null ? [] : [last_sync_id]));
  const syncs = await manager.findBy(CbtHistoryEntity, { id: In(ids), sync_success: true });
  const syncedAt = new Map(syncs.map(({ id, created_at }) => [id, created_at]));
  const rows = vms.map((vm) => {
    const own = disks.filter((disk) => disk.vm_id === vm.vm_id);
    return listRow(vm, own, syncedAt);
  });
  return { rows, total };
}

function search(query: SelectQueryBuilder<VmEntity>, text: string): void {
  const pattern = `%${text.toLowerCase().replace(/[!%_]/g, '!$&')}%`;
  query.andWhere("(LOWER(vm.vm_id) LIKE :pattern ESCAPE '!' OR LOWER(vm.name) LIKE :pattern ESCAPE '!')", { pattern });
}

function listRow(vm: VmEntity, disks: VmDiskEntity[], syncedAt: Map<number, string>): VmListRow {
  const synced = disks.map(({ last_sync_id }) => syncedAt.get(last_sync_id ?? 0) ?? null);
  return {
    vm_id: vm.vm_id,
    name: vm.name,
    display_name: vm.display_name,
    ossea_config: vm.ossea_config,
    power_state: vm.power_state,
    cpu_count: vm.cpu_count,
    memory_mb: vm.memory_mb,
    os_type: vm.os_type,
    failover_state: vm.failover_state,
    held_by: vm.held_by,
    disk_count: disks.length,
    disk_gb: disks.reduce((sum, disk) => sum + disk.size_gb, 0),
    oldest_sync: synced.toSorted((a, b) => (a ?? '').localeCompare(b ?? ''))[0] ?? null,
    resync_required: disks.some((disk) => disk.resync_required),
    readiness: {
      live: computed(vm.readiness_live, vm.readiness_live_at),
      test: computed(vm.readiness_test, vm.readiness_test_at),
    },
  };
}

function computed(result: StoredReadiness | null, at: string | null): VmListRow['readiness']['live'] {
  return result === null || at === null ? null : { computed_at: at, result };
}
