import { In, MoreThan } from 'typeorm';
import type { EventProjection } from '../domain/job.js';
import { FailoverEventEntity } from './entities/failover-event.js';
import { FailoverJobEntity } from './entities/failover-job.js';
import { NetworkMappingEntity } from './entities/network-mapping.js';
import { OsseaVolumeEntity } from './entities/ossea-volume.js';
import { VmEntity } from './entities/vm.js';
import type { Context } from './repositories/context.js';
import { jobListRow, listColumns, openStatuses, type JobListRow } from './repositories/job-row.js';

/** The figures of the health route, under the original's names. */
export interface Counts {
  active_failover_jobs: number;
  total_vms_discovered: number;
  ossea_volumes: number;
  network_mappings: number;
}

/** An event of any job. */
export interface TailEvent extends EventProjection {
  job_id: string;
  vm_id: string;
  /** When the row was written, ISO 8601 UTC. */
  recorded_at: string;
}

type Place = Pick<TailEvent, 'recorded_at' | 'job_id' | 'seq'>;

/** What is shown across jobs and tables. */
export class ReadModels {
  constructor(private readonly context: Context) {}

  async counts(): Promise<Counts> {
    const { manager } = this.context;
    return {
      active_failover_jobs: await manager.countBy(FailoverJobEntity, { status: In(openStatuses) }),
      total_vms_discovered: await manager.count(VmEntity),
      ossea_volumes: await manager.count(OsseaVolumeEntity),
      network_mappings: await manager.count(NetworkMappingEntity),
    };
  }

  /** When the newest event was written; null before the first. */
  async lastEventAt(): Promise<string | null> {
    const order = { recorded_at: 'DESC' } as const;
    const [newest] = await this.context.manager.find(FailoverEventEntity, { order, take: 1 });
    return newest?.recorded_at ?? null;
  }

  /**
   * Events of all jobs after this place in the order of (recorded_at, job_id, seq). A tail reads the last 10 s again and
   * drops what it has by (job_id, seq): a unit of work that commits late writes into the past.
   */
  async eventsAfter({ recorded_at, job_id, seq }: Place, limit: number): Promise<TailEvent[]> {
    const rows = await this.context.manager.find(FailoverEventEntity, {
      where: [
        { recorded_at: MoreThan(recorded_at) },
        { recorded_at, job_id: MoreThan(job_id) },
        { recorded_at, job_id, seq: MoreThan(seq) },
      ],
      order: { recorded_at: 'ASC', job_id: 'ASC', seq: 'ASC' },
      take: limit,
    });
    return rows.map(({ details, ...row }) => ({ ...row, ...(details && { details }) }));
  }

  /** How far each open job has come: its sequence number grows with every change. */
  async openJobs(): Promise<{ job_id: string; seq: number }[]> {
    return this.context.manager.find(FailoverJobEntity, {
      where: { status: In(openStatuses) },
      select: { job_id: true, seq: true },
    });
  }

  async jobs(ids: string[]): Promise<JobListRow[]> {
    const rows = await this.context.manager.find(FailoverJobEntity, {
      where: { job_id: In(ids) },
      select: listColumns,
    });
    return rows.map(jobListRow);
  }
}
