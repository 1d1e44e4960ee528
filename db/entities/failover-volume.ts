import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { VolumeState } from '../../domain/job.js';
import { flag, integer, nullable, text, varchar } from '../columns.js';

/** A replica that a run took from the appliance, with all that is needed to bring it home. */
@Entity('failover_volumes')
// Whether a volume is or was a replica of any run (R1).
@Index('idx_failover_volumes_volume', ['volume_id'])
export class FailoverVolumeEntity {
  @PrimaryColumn(varchar()) job_id!: string;
  @PrimaryColumn(varchar()) volume_id!: string;
  @Column(varchar()) disk_id!: string;
  @Column(flag) boot!: boolean;
  @Column(integer) original_device_id!: number;
  @Column(varchar()) change_id!: string;
  @Column(nullable(varchar())) snapshot_id!: string | null;
  @Column(nullable(varchar())) clone_id!: string | null;
  @Column(nullable(text)) path!: string | null;
  @Column(varchar(50)) state!: VolumeState;
}
