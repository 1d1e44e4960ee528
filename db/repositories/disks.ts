import { In, Not } from 'typeorm';
import type { SourceDisk, StoredDisk, VmInventory } from '../../domain/inventory.js';
import { CbtHistoryEntity } from '../entities/cbt-history.js';
import { OsseaVolumeEntity } from '../entities/ossea-volume.js';
import { VmDiskEntity } from '../entities/vm-disk.js';
import { DuplicateError } from '../errors.js';
import { update, upsert } from '../writes.js';
import { now, type Context } from './context.js';
import { volumeHolder } from './volume-holder.js';

/** The disks of a VM in the mission's tables: vm_disks, ossea_volumes (volume UUIDs) and cbt_history (syncs). */
export class Disks {
  constructor(private readonly context: Context) {}

  async ofVm(vmId: string): Promise<StoredDisk[]> {
    const { manager } = this.context;
    const rows = await manager.find(VmDiskEntity, { where: { vm_id: vmId }, order: { unit_number: 'ASC', id: 'ASC' } });
    const volumes = await manager.findBy(OsseaVolumeEntity, {
      id: In(present(rows.map((row) => row.ossea_volume_id))),
    });
    const syncs = await manager.findBy(CbtHistoryEntity, { id: In(present(rows.map((row) => row.last_sync_id))) });
    return rows.map((row) => {
      const sync = syncs.find(({ id }) => id === row.last_sync_id);
      return {
        disk_id: row.disk_id,
        label: row.label,
        size_gb: row.size_gb,
        unit_number: row.unit_number,
        boot: row.boot,
        volume_id: volumes.find(({ id }) => id === row.ossea_volume_id)?.volume_id ?? null,
        change_id: row.disk_change_id,
        last_sync: sync
          ? { job_id: sync.job_id, time: sync.created_at, type: sync.sync_type, success: sync.sync_success }
          : null,
        resync_required: row.resync_required,
      };
    });
  }

  /** Raises DuplicateError where a volume or sync is another disk's. */
  async replace(vmId: string, vm: VmInventory): Promise<void> {
    const { manager } = this.context;
    checkVolumesDiffer(vm.disks);
    const ids = vm.disks.map((disk) => disk.disk_id);
    await manager.delete(VmDiskEntity, { vm_id: vmId, disk_id: Not(In(ids)) });
    const before = await manager.findBy(VmDiskEntity, { vm_id: vmId });
    const rows: Partial<VmDiskEntity>[] = [];
    for (const disk of vm.disks) {
      const stored = before.find(({ disk_id }) => disk_id === disk.disk_id);
      const sync = await this.#sync(vmId, disk);
      const isNews = sync === null || !sync.known || sync.id !== stored?.last_sync_id;
      const volume = await this.#volume(vmId, disk, isNews);
      rows.push({
        vm_id: vmId,
        disk_id: disk.disk_id,
        job_id: vm.replication?.job_id ?? disk.last_sync?.job_id ?? '',
        label: disk.label,
        size_gb: disk.size_gb,
        unit_number: disk.unit_number,
        boot: disk.boot,
        ossea_volume_id: volume?.id ?? null,
        disk_change_id: disk.change_id,
        last_sync_id: sync?.id ?? null,
        resync_required: volume === null ? (stored?.resync_required ?? false) : volume.altered,
        ...specColumns(vm),
        created_at: now(),
        updated_at: now(),
      });
    }
    await upsert(manager, VmDiskEntity, rows, ['vm_id', 'disk_id'], ['created_at']);
  }

  /** Marks replicas as altered (safety.md R7), until a full sync later than now; the mark stays with the volume, whichever disk has it. */
  async markVolumesAltered(volumeIds: string[]): Promise<void> {
    const { manager } = this.context;
    const rows = await manager.findBy(OsseaVolumeEntity, { volume_id: In(volumeIds) });
    const ofThem = { ossea_volume_id: In(rows.map((row) => row.id)) };
    await update(manager, OsseaVolumeEntity, { volume_id: In(volumeIds) }, { resync_required_at: now() });
    await update(manager, VmDiskEntity, ofThem, { resync_required: true, updated_at: now() });
  }

  /** `isNews`: its last sync is not the one that it had before, which cannot be newer than a mark, whatever its clock says. */
  async #volume(vmId: string, disk: SourceDisk, isNews: boolean): Promise<{ id: number; altered: boolean } | null> {
    const { manager } = this.context;
    if (disk.volume_id === null) return null;
    const values = { volume_id: disk.volume_id, size_gb: disk.size_gb, updated_at: now() };
    const atInsert = { volume_type: disk.boot ? 'ROOT' : 'DATADISK', created_at: now() };
    await upsert(
      manager,
      OsseaVolumeEntity,
      [{ ...values, ...atInsert }],
      ['volume_id'],
      ['volume_type', 'created_at'],
    );
    const volume = await manager.findOneByOrFail(OsseaVolumeEntity, { volume_id: disk.volume_id });
    const other = await manager.findOneBy(VmDiskEntity, { ossea_volume_id: volume.id, vm_id: Not(vmId) });
    if (other !== null)
      throw new DuplicateError(`volume ${disk.volume_id} is disk ${other.disk_id} of VM ${other.vm_id} already`);
    const taken = await volumeHolder(this.context, disk.volume_id, vmId);
    if (taken !== null)
      throw new DuplicateError(`volume ${disk.volume_id} is with job ${taken.job_id} of VM ${taken.vm_id}`);
    const altered =
      volume.resync_required_at !== null && !(isNews && fullySyncedSince(disk, volume.resync_required_at));
    if (volume.resync_required_at !== null && !altered)
      await update(manager, OsseaVolumeEntity, { id: volume.id }, { resync_required_at: null });
    return { id: volume.id, altered };
  }

  /** Stores the disk's last sync; answers its row's id, and whether it was on record as successful before. */
  async #sync(vmId: string, disk: SourceDisk): Promise<{ id: number; known: boolean } | null> {
    const { manager } = this.context;
    if (disk.last_sync === null) return null;
    const { job_id, time, type, success } = disk.last_sync;
    const key = { job_id, disk_id: disk.disk_id, change_id: disk.change_id ?? '' };
    const values = { vm_id: vmId, sync_type: type, sync_success: success, created_at: time };
    const known = (await manager.findOneBy(CbtHistoryEntity, key))?.sync_success === true;
    await upsert(manager, CbtHistoryEntity, [{ ...key, ...values }], ['job_id', 'disk_id', 'change_id']);
    const sync = await manager.findOneByOrFail(CbtHistoryEntity, key);
    const other = await manager.findOneBy(VmDiskEntity, { last_sync_id: sync.id, vm_id: Not(vmId) });
    if (other !== null)
      throw new DuplicateError(`sync job ${job_id} of ${disk.disk_id} is one of VM ${other.vm_id} already`);
    return { id: sync.id, known };
  }
}

function fullySyncedSince(disk: SourceDisk, since: string): boolean {
  const sync = disk.last_sync;
  return sync !== null && sync.type === 'full' && sync.success && Date.parse(sync.time) > Date.parse(since);
}

function checkVolumesDiffer(disks: SourceDisk[]): void {
  const volumes = disks.map((disk) => disk.volume_id).filter((id) => id !== null);
  const twice = volumes.find((id, index) => volumes.indexOf(id) !== index);
  if (twice !== undefined) throw new DuplicateError(`volume ${twice} is named by two disks`);
}

/** The spec columns of vm_disks, the same on each disk of the VM. */
function specColumns(vm: VmInventory): Partial<VmDiskEntity> {
  return {
    cpu_count: vm.cpu_count,
    memory_mb: vm.memory_mb,
    os_type: vm.os_type,
    vm_tools_version: vm.vm_tools_version,
    network_config: JSON.stringify(vm.networks),
    display_name: vm.display_name,
    annotation: vm.annotation,
    power_state: vm.power_state,
    vmware_uuid: vm.vmware_uuid,
    bios_setup: vm.bios_setup,
  };
}

function present(ids: (number | null)[]): number[] {
  return ids.filter((id) => id !== null);
}
