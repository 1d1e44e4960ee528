import { mergeCalls, type JobHead, type JobProjection, type Recorded } from '../../domain/job.js';
import { holdOf, isOpen, mayFollow, type FailoverStatus, type JobType } from '../../domain/status.js';
import { FailoverEventEntity } from '../entities/failover-event.js';
import { FailoverJobEntity } from '../entities/failover-job.js';
import { FailoverStepEntity } from '../entities/failover-step.js';
import { FailoverVolumeEntity } from '../entities/failover-volume.js';
import { VmDiskEntity } from '../entities/vm-disk.js';
import { VmEntity } from '../entities/vm.js';
import { RowMissingError } from '../errors.js';
import { insert, insertIfAbsent, update, upsert } from '../writes.js';
import { held, now, type Context } from './context.js';
import { Disks } from './disks.js';

/** Jobs that a free VM may be for; a rollback or commit is of a failover that holds its VM. */
const takesFree: ReadonlySet<JobType> = new Set(['live', 'test', 'recover']);

/** Writes what workflows say of themselves, in whatever order it arrives. */
export class Projections {
  constructor(private readonly context: Context) {}

  async insertHead(head: JobHead): Promise<void> {
    if (!(await this.#insert(head))) return;
    await this.#hold(head, holdOf(head));
  }

  async apply(projection: JobProjection): Promise<Recorded> {
    const { manager } = this.context;
    const { head } = projection;
    const which = { job_id: head.job_id };
    const find = {
      where: which,
      select: { job_id: true, seq: true, status: true, destination_vm_id: true },
      ...held(this.context),
    };
    let stored = await manager.findOne(FailoverJobEntity, find);
    if ((stored?.seq ?? 0) < (projection.since ?? 0)) return 'incomplete';
    if (stored === null) {
      await this.#insert(head);
      stored = await manager.findOneOrFail(FailoverJobEntity, find);
    }
    if (stored.seq >= projection.seq) return 'stale';
    // What a worker that was frozen in the meantime has still to say of a lost run, be it of its end, that a recovery has closed.
    if (!isOpen(stored.status) && !mayFollow(stored.status, projection.status)) return 'stale';
    const affected = await update(manager, FailoverJobEntity, which, {
      ...jobColumns(projection),
      // An id that an activity recorded is never erased by a projection that was made before it.
      destination_vm_id: projection.destination_vm_id ?? stored.destination_vm_id,
    });
    if (affected !== 1) throw new RowMissingError(`job ${head.job_id} vanished while its projection was stored`);
    await this.#steps(projection);
    await this.#volumes(projection);
    await this.#events(projection);
    if (projection.resync_required.length > 0)
      await new Disks(this.context).markVolumesAltered(projection.resync_required);
    await this.#hold(head, projection.hold);
    for (const { job_id, status } of projection.closes) await this.#close(job_id, status, head.job_id);
    return 'applied';
  }

  /**
   * The last word on a job by another one; a job that had one itself keeps it, but for the status. One whose row is missing,
   * because the database is out of a backup from before it, must not keep the other one from its end.
   */
  async #close(job_id: string, status: FailoverStatus, by: string): Promise<void> {
    const { manager, logger } = this.context;
    const job = await manager.findOneBy(FailoverJobEntity, { job_id });
    if (job === null) return logger.error({ job_id, status, by }, 'the job to be closed has no row');
    const lost =
      job.completed_at === null
        ? { completed_at: now(), current_step: null, attentions: [], outcome: { summary: `its end is told by ${by}` } }
        : {};
    await update(manager, FailoverJobEntity, { job_id }, { status, updated_at: now(), ...lost });
  }

  async #insert(head: JobHead): Promise<boolean> {
    const { vm_name, ...columns } = head;
    return insertIfAbsent(this.context.manager, FailoverJobEntity, {
      ...columns,
      source_vm_name: vm_name,
      source_vm_spec: await this.#sourceSpec(head.vm_id),
      status: 'pending',
      updated_at: now(),
    });
  }

  /** The source as it is now, in the original's form; null for a VM that left the inventory. */
  async #sourceSpec(vmId: string): Promise<Record<string, unknown> | null> {
    const vm = await this.context.manager.findOneBy(VmEntity, { vm_id: vmId });
    if (vm === null) return null;
    const disks = await this.context.manager.findBy(VmDiskEntity, { vm_id: vmId });
    const networks = vm.networks.map(({ source_network_name, adapter_type, connected }) => ({
      network_name: source_network_name,
      adapter_type,
      connected,
    }));
    const { name, display_name, cpu_count: cpus, memory_mb, os_type, power_state } = vm;
    const shown = { name, display_name, cpus, memory_mb, os_type, power_state, networks };
    return { ...shown, disks: disks.map(({ disk_id, size_gb }) => ({ disk_id, size_gb })) };
  }

  async #steps({ head, steps }: JobProjection): Promise<void> {
    const stored = await this.context.manager.findBy(FailoverStepEntity, { job_id: head.job_id });
    const rows = steps.map((step) => ({
      ...step,
      calls: mergeCalls(stored.find(({ position }) => position === step.position)?.calls ?? [], step.calls),
      job_id: head.job_id,
      started_at: step.started_at ?? null,
      completed_at: step.completed_at ?? null,
    }));
    await upsert(this.context.manager, FailoverStepEntity, rows, ['job_id', 'position']);
  }

  async #volumes({ head, volumes }: JobProjection): Promise<void> {
    const stored = await this.context.manager.findBy(FailoverVolumeEntity, { job_id: head.job_id });
    const rows = volumes.map((volume) => {
      const before = stored.find(({ volume_id }) => volume_id === volume.volume_id);
      return {
        ...volume,
        job_id: head.job_id,
        snapshot_id: volume.snapshot_id ?? before?.snapshot_id ?? null,
        clone_id: volume.clone_id ?? before?.clone_id ?? null,
        path: volume.path ?? before?.path ?? null,
      };
    });
    await upsert(this.context.manager, FailoverVolumeEntity, rows, ['job_id', 'volume_id']);
  }

  async #events({ head, events }: JobProjection): Promise<void> {
    const { manager } = this.context;
    const last = (await manager.maximum(FailoverEventEntity, 'seq', { job_id: head.job_id })) ?? 0;
    const fresh = events.filter((event) => event.seq > last);
    if (fresh.length === 0) return;
    const common = { job_id: head.job_id, vm_id: head.vm_id, recorded_at: now() };
    await insert(
      manager,
      FailoverEventEntity,
      fresh.map((event) => ({ ...event, ...common, details: event.details ?? null })),
    );
  }

  /**
   * Only a free VM is taken, or the one that this job, or the job it rolls back or commits, holds already: a late start
   * must not free a VM that has been failed over meanwhile (R2); its own validation sees whose the VM is. A late rollback
   * or commit does not even take a free VM, whose failover is over; a rollback whose failover has no row is not late, but
   * its database out of a backup from before both.
   *
   * A VM that left the inventory in mid-run stops no projection: a run must not be lost for that, and putting the VM
   * again restores the hold from its open job.
   */
  async #hold(head: JobHead, hold: JobProjection['hold']): Promise<void> {
    if (hold === null) return;
    const { job_id, parent_job_id, vm_id } = head;
    const { manager, logger } = this.context;
    const vm = await manager.findOne(VmEntity, {
      where: { vm_id },
      select: { vm_id: true, held_by: true },
      ...held(this.context),
    });
    if (vm === null) logger.error({ job_id, vm_id, hold }, 'the VM of this job left the inventory');
    else if (vm.held_by === null ? await this.#mayTake(head) : [job_id, parent_job_id].includes(vm.held_by))
      await update(manager, VmEntity, { vm_id }, hold);
    else logger.warn({ job_id, vm_id, held_by: vm.held_by }, 'the VM is not held for this job: its hold stays');
  }

  async #mayTake({ job_type, parent_job_id }: JobHead): Promise<boolean> {
    if (job_type !== 'rollback' || parent_job_id === null) return takesFree.has(job_type);
    return !(await this.context.manager.existsBy(FailoverJobEntity, { job_id: parent_job_id }));
  }
}

function jobColumns(projection: JobProjection): Partial<FailoverJobEntity> {
  return {
    seq: projection.seq,
    run_id: projection.head.run_id,
    status: projection.status,
    progress: projection.progress,
    current_step: projection.current_step,
    strategy: projection.strategy,
    error_message: projection.error_message,
    ...planColumns(projection.planned),
    outcome: projection.outcome,
    attentions: projection.attentions,
    started_at: projection.started_at,
    completed_at: projection.completed_at,
    cleanup_at: projection.cleanup_at,
    updated_at: now(),
    ...(projection.ossea_snapshot_id !== null && { ossea_snapshot_id: projection.ossea_snapshot_id }),
  };
}

function planColumns(planned: JobProjection['planned']): Partial<FailoverJobEntity> {
  if (planned === null) return {};
  const { plan, network_mappings } = planned;
  return { plan, network_mappings };
}
