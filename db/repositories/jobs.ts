import { In, MoreThan, Not, type EntityManager, type FindOptionsWhere } from 'typeorm';
import type { StepName } from '../../domain/itinerary.js';
import type {
  EventProjection,
  JobHead,
  JobProjection,
  OpenRun,
  Recorded,
  RecordedJob,
  StepProjection,
  VolumeProjection,
} from '../../domain/job.js';
import { isOpen, type FailoverStatus, type JobType } from '../../domain/status.js';
import { FailoverEventEntity } from '../entities/failover-event.js';
import { FailoverJobEntity } from '../entities/failover-job.js';
import { FailoverStepEntity } from '../entities/failover-step.js';
import { VmEntity } from '../entities/vm.js';
import { FailoverVolumeEntity } from '../entities/failover-volume.js';
import { RowMissingError } from '../errors.js';
import { update } from '../writes.js';
import { ConfigRepository } from './configs.js';
import { held, now, page, type Context, type Page, type Rows } from './context.js';
import { Disks } from './disks.js';
import { jobListRow, jobRow, listColumns, openStatuses, type JobListRow, type JobRow } from './job-row.js';
import { openRunsBefore } from './open-runs.js';
import { Projections } from './projections.js';
import { stepDurations } from './step-durations.js';

export interface JobFilter extends Page {
  status?: FailoverStatus | undefined;
  type?: JobType | undefined;
  vm_id?: string | undefined;
  /** Only jobs that have not ended, or only those that have. */
  open?: boolean | undefined;
}

/** Something that an activity just created in CloudStack. */
export type Created =
  | { destination_vm_id: string; blank_root_id?: string }
  | { ossea_snapshot_id: string }
  | { volume_id: string; snapshot_id: string }
  | { volume_id: string; clone_id: string };

/** Jobs as their workflows last described them. */
export class JobRepository {
  readonly #projections: Projections;

  constructor(private readonly context: Context) {
    this.#projections = new Projections(context);
  }

  /** Makes the job's row and holds its VM, unless the workflow's own first projection did so before. */
  insertHead(head: JobHead): Promise<void> {
    return this.#projections.insertHead(head);
  }

  /** Stores a projection that is newer than the stored one; makes the row when it is missing. Nothing of one whose predecessor is missing. */
  apply(projection: JobProjection): Promise<Recorded> {
    return this.#projections.apply(projection);
  }

  async get(jobId: string): Promise<JobRow | null> {
    const row = await this.context.manager.findOne(FailoverJobEntity, {
      where: { job_id: jobId },
      ...held(this.context),
    });
    return row && jobRow(row);
  }

  /** In the order of the itinerary. */
  async steps(jobId: string): Promise<StepProjection[]> {
    const rows = await this.context.manager.find(FailoverStepEntity, {
      where: { job_id: jobId },
      order: { position: 'ASC' },
    });
    return rows.map(({ name, position, status, started_at, completed_at, calls }) => ({
      name,
      position,
      status,
      calls,
      ...(started_at !== null && { started_at }),
      ...(completed_at !== null && { completed_at }),
    }));
  }

  /** Events with a greater `seq`, oldest first. */
  async events(jobId: string, afterSeq = 0): Promise<EventProjection[]> {
    const rows = await this.context.manager.find(FailoverEventEntity, {
      where: { job_id: jobId, seq: MoreThan(afterSeq) },
      order: { seq: 'ASC' },
    });
    return rows.map(({ seq, time, type, message, details }) => ({
      seq,
      time,
      type,
      message,
      ...(details && { details }),
    }));
  }

  /** A job with all that a follow-up of it needs; null where there is none. */
  async recorded(jobId: string): Promise<RecordedJob | null> {
    const job = await this.get(jobId);
    if (job === null) return null;
    const vm = await this.context.manager.findOneBy(VmEntity, { vm_id: job.vm_id });
    const { blank_root_id } = await this.context.manager.findOneByOrFail(FailoverJobEntity, { job_id: jobId });
    const followers = await this.context.manager.findBy(FailoverJobEntity, { parent_job_id: jobId });
    const lost = followers.filter(({ job_type, status }) => job_type === 'recover' && isOpen(status));
    const failovers = await this.context.manager.find(FailoverJobEntity, {
      where: { vm_id: job.vm_id, job_type: 'live', status: 'completed' },
      select: { job_id: true },
    });
    return {
      ...job,
      blank_root_id,
      steps: await this.steps(jobId),
      volumes: await this.volumes(jobId),
      held_by: vm?.held_by ?? null,
      inventory: vm === null ? null : await this.#inventory(vm),
      followed_by: followers.map(({ job_id, job_type, status }) => ({ job_id, job_type, status })),
      lost_recoveries: await Promise.all(lost.map(async ({ job_id }) => ({ job_id, steps: await this.steps(job_id) }))),
      failed_over_by: failovers.map(({ job_id }) => job_id),
    };
  }

  async #inventory({ vm_id, ossea_config }: VmEntity): Promise<RecordedJob['inventory']> {
    const configs = new ConfigRepository(this.context);
    const config = await (ossea_config === null ? configs.active() : configs.get(ossea_config));
    if (config === null) return null;
    const disks = await new Disks(this.context).ofVm(vm_id);
    const volumes = disks.flatMap(({ volume_id }) => volume_id ?? []);
    return { config: config.name, appliance_vm_id: config.oma_vm_id, volumes };
  }

  /** The boot disk's replica first. */
  async volumes(jobId: string): Promise<VolumeProjection[]> {
    const rows = await this.context.manager.find(FailoverVolumeEntity, {
      where: { job_id: jobId },
      order: { boot: 'DESC', disk_id: 'ASC' },
    });
    return rows.map(({ job_id: _, snapshot_id, clone_id, path, ...row }) => ({
      ...row,
      ...(snapshot_id !== null && { snapshot_id }),
      ...(clone_id !== null && { clone_id }),
      ...(path !== null && { path }),
    }));
  }

  /** The newest job of the VM that has not ended. */
  async openForVm(vmId: string): Promise<JobRow | null> {
    const where: FindOptionsWhere<FailoverJobEntity> = { vm_id: vmId, status: In(openStatuses) };
    const row = await this.context.manager.findOne(FailoverJobEntity, { where, order: { id: 'DESC' } });
    return row && jobRow(row);
  }

  /** Newest first. */
  async list(filter: JobFilter): Promise<Rows<JobListRow>> {
    const where: FindOptionsWhere<FailoverJobEntity> = {
      ...(filter.open !== undefined && { status: filter.open ? In(openStatuses) : Not(In(openStatuses)) }),
      ...(filter.status !== undefined && { status: filter.status }),
      ...(filter.type !== undefined && { job_type: filter.type }),
      ...(filter.vm_id !== undefined && { vm_id: filter.vm_id }),
    };
    const order = { created_at: 'DESC', id: 'DESC' } as const;
    const { rows, total } = await page(this.context, FailoverJobEntity, where, filter, { order, select: listColumns });
    return { rows: rows.map(jobListRow), total };
  }

  /**
   * Records an id in the activity that created it (R9), before the next projection brings it. Raises RowMissingError
   * where job or volume is unknown.
   */
  async recordCreated(jobId: string, created: Created): Promise<void> {
    const { manager } = this.context;
    const affected = await recorded(manager, jobId, created);
    if (affected !== 1) throw new RowMissingError(`job ${jobId} has no row to record ${JSON.stringify(created)} in`);
  }

  /** Which of these volumes another open job has taken, whatever VM it is for (R2). */
  async volumesInUse(volumeIds: string[], exceptJobId: string): Promise<{ volume_id: string; job_id: string }[]> {
    const { manager } = this.context;
    const taken = await manager.findBy(FailoverVolumeEntity, { volume_id: In(volumeIds), job_id: Not(exceptJobId) });
    if (taken.length === 0) return [];
    const jobs = { job_id: In(taken.map((row) => row.job_id)), status: In(openStatuses) };
    const open = await manager.find(FailoverJobEntity, { where: jobs, select: { job_id: true } });
    const isOpen = new Set(open.map((row) => row.job_id));
    return taken.filter((row) => isOpen.has(row.job_id)).map(({ volume_id, job_id }) => ({ volume_id, job_id }));
  }

  /** Runs that were accepted before this job and may yet take something of CloudStack's limits. */
  openRunsBefore(jobId: string): Promise<OpenRun[]> {
    return openRunsBefore(this.context, jobId);
  }

  /** Median milliseconds of the latest completed runs of each step; steps without history are absent. */
  stepDurations(steps: StepName[]): Promise<Partial<Record<StepName, number>>> {
    return stepDurations(this.context, steps);
  }
}

function recorded(manager: EntityManager, job_id: string, created: Created): Promise<number> {
  if (!('volume_id' in created))
    return update(manager, FailoverJobEntity, { job_id }, { ...created, updated_at: now() });
  const { volume_id, ...id } = created;
  return update(manager, FailoverVolumeEntity, { job_id, volume_id }, id);
}
