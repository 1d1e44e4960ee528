import { In, MoreThanOrEqual } from 'typeorm';
import type { EventProjection } from '../domain/job.js';
import { FailoverEventEntity } from './entities/failover-event.js';
import { FailoverJobEntity } from './entities/failover-job.js';
import { NetworkMappingEntity } from './entities/network-mapping.js';
import { OsseaVolumeEntity } from './entities/ossea-volume.js';
import { VmEntity } from './entities/vm.js';
import type { Context } from './repositories/context.js';
import { openStatuses } from './repositories/job-row.js';

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

  /**
   * Events of all jobs written since then, oldest first. A tail asks again for the last 10 s and drops what it has by
   * (job_id, seq): a unit of work that commits late writes into the past.
   */
  async eventsSince(recordedAt: Date, limit: number): Promise<TailEvent[]> {
    const rows = await this.context.manager.find(FailoverEventEntity, {
      where: { recorded_at: MoreThanOrEqual(recordedAt.toISOString()) },
      order: { recorded_at: 'ASC', job_id: 'ASC', seq: 'ASC' },
      take: limit,
    });
    return rows.map(({ details, ...row }) => ({ ...row, ...(details && { details }) }));
  }
}
