import { In, IsNull, Not, type FindOptionsWhere } from 'typeorm';
import type { FailoverState, StoredVm, VmInventory } from '../../domain/inventory.js';
import { FailoverJobEntity } from '../entities/failover-job.js';
import { FailoverVolumeEntity } from '../entities/failover-volume.js';
import { OsseaVolumeEntity } from '../entities/ossea-volume.js';
import { ReplicationJobEntity } from '../entities/replication-job.js';
import { VmDiskEntity } from '../entities/vm-disk.js';
import { VmEntity } from '../entities/vm.js';
import { DuplicateError, RowMissingError } from '../errors.js';
import type { StoredReadiness } from '../schemas.js';
import { update, upsert } from '../writes.js';
import { held, now, type Context } from './context.js';
import { Disks } from './disks.js';
import { openStatuses } from './job-row.js';
import { holdOf, isOpen } from '../../domain/status.js';
import { listVms, type VmFilter, type VmList } from './vm-list.js';

/** The inventory: `vms` and the mission's tables that PUT /vms writes. */
export class VmRepository {
  readonly #disks: Disks;

  constructor(private readonly context: Context) {
    this.#disks = new Disks(context);
  }

  /** The VM as last put, with what failover knows of it; times as `Date.toISOString` prints them. */
  async get(vmId: string): Promise<StoredVm | null> {
    const { manager } = this.context;
    const row = await manager.findOne(VmEntity, { where: { vm_id: vmId }, ...held(this.context) });
    if (row === null) return null;
    const job =
      row.replication_job_id === null
        ? null
        : await manager.findOneByOrFail(ReplicationJobEntity, { id: row.replication_job_id });
    return {
      vm_id: row.vm_id,
      name: row.name,
      ossea_config: row.ossea_config,
      power_state: row.power_state,
      cpu_count: row.cpu_count,
      memory_mb: row.memory_mb,
      os_type: row.os_type,
      bios_setup: row.bios_setup,
      vm_tools_version: row.vm_tools_version,
      display_name: row.display_name,
      annotation: row.annotation,
      vmware_uuid: row.vmware_uuid,
      networks: row.networks,
      disks: await this.#disks.ofVm(vmId),
      replication: job && { job_id: job.id, status: job.status, progress: job.progress_percent },
      failover_state: row.failover_state,
      held_by: row.held_by,
    };
  }

  list(filter: VmFilter): Promise<VmList> {
    return listVms(this.context, filter);
  }

  /**
   * Replaces the inventory of a VM; its hold stays as it is. Raises DuplicateError where a volume, a sync or the
   * replication job is another VM's.
   */
  async put(vmId: string, vm: VmInventory): Promise<void> {
    const { manager } = this.context;
    const { disks: _disks, replication, ...specs } = vm;
    const hold = await this.#holdOfJobs(vmId);
    const row = { ...specs, vm_id: vmId, replication_job_id: replication?.job_id ?? null, updated_at: now() };
    const kept = ['failover_state', 'held_by', 'created_at'] as const;
    await upsert(manager, VmEntity, [{ ...row, ...hold, created_at: now() }], ['vm_id'], [...kept]);
    await this.#putReplication(vmId, vm);
    await this.#disks.replace(vmId, vm);
  }

  /**
   * True when there was one. Replicas (ossea_volumes), syncs and replication jobs stay: they are replication's, and a
   * replica must be known as one for ever (R1).
   */
  async delete(vmId: string): Promise<boolean> {
    await this.context.manager.delete(VmDiskEntity, { vm_id: vmId });
    return (await this.context.manager.delete(VmEntity, { vm_id: vmId })).affected === 1;
  }

  /** Keeps a computed readiness for lists. Raises RowMissingError for an unknown VM. */
  async storeReadiness(vmId: string, type: 'live' | 'test', readiness: StoredReadiness, at: Date): Promise<void> {
    const stored: StoredReadiness = { ...readiness, ...{ plan: undefined } };
    const columns: Partial<VmEntity> =
      type === 'live'
        ? { readiness_live: stored, readiness_live_at: at.toISOString() }
        : { readiness_test: stored, readiness_test_at: at.toISOString() };
    const affected = await update(this.context.manager, VmEntity, { vm_id: vmId }, columns);
    if (affected !== 1) throw new RowMissingError(`VM ${vmId} is not in the inventory`);
  }

  /** Whether this CloudStack volume is, or ever was, in anybody's inventory, or was ever taken from an appliance by a run (R1). */
  async isReplica(volumeId: string): Promise<boolean> {
    const [{ manager }, where] = [this.context, { volume_id: volumeId }];
    return (await manager.existsBy(OsseaVolumeEntity, where)) || manager.existsBy(FailoverVolumeEntity, where);
  }

  /** A VM that is deleted and put again is held as before: by an open job, or by the live failover that is in force. */
  async #holdOfJobs(vmId: string): Promise<{ failover_state: FailoverState; held_by: string | null }> {
    const open = { vm_id: vmId, status: In(openStatuses) };
    // Jobs of the original's engine have no workflow; it let its VMs be replicated to again.
    const live = { vm_id: vmId, job_type: 'live', status: 'completed', workflow_id: Not(IsNull()) } as const;
    const where: FindOptionsWhere<FailoverJobEntity>[] = [open, live];
    const jobs = await this.context.manager.find(FailoverJobEntity, { where, order: { id: 'DESC' } });
    const holds = jobs.map((job) =>
      isOpen(job.status) ? holdOf(job) : { failover_state: 'failed_over' as const, held_by: job.job_id },
    );
    return holds.find((hold) => hold !== null) ?? { failover_state: 'ready', held_by: null };
  }

  async #putReplication(vmId: string, { name, replication }: VmInventory): Promise<void> {
    if (replication === null) return;
    const { manager } = this.context;
    const id = replication.job_id;
    const other = await manager.findOneBy(VmEntity, { replication_job_id: id, vm_id: Not(vmId) });
    if (other !== null) throw new DuplicateError(`replication job ${id} is one of VM ${other.vm_id} already`);
    const row = { id, source_vm_id: vmId, source_vm_name: name, status: replication.status, updated_at: now() };
    const values = { ...row, progress_percent: replication.progress, created_at: now() };
    await upsert(manager, ReplicationJobEntity, [values], ['id'], ['created_at']);
  }
}
