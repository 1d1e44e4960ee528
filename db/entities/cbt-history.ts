import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { bigint, flag, instant, integer, nullable, varchar } from '../columns.js';

/** One sync of one disk with the change id it reached; the table belongs to replication. `vm_id` is ours. */
@Entity('cbt_history')
// One row a sync: the upsert of PUT /vms.
@Index('idx_cbt_history_sync', ['job_id', 'disk_id', 'change_id'], { unique: true })
export class CbtHistoryEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id!: number;
  @Column(varchar()) job_id!: string;
  @Column(nullable(varchar(128))) vm_id!: string | null;
  @Column(varchar()) disk_id!: string;
  /** Empty for a sync that reached none. */
  @Column(varchar()) change_id!: string;
  @Column(nullable(varchar())) previous_change_id!: string | null;
  @Column({ ...varchar(50), default: '' }) sync_type!: 'full' | 'incremental';
  @Column({ ...integer, default: 0 }) blocks_changed!: number;
  @Column(bigint) bytes_transferred!: string;
  @Column({ ...integer, default: 0 }) sync_duration_seconds!: number;
  @Column(flag) sync_success!: boolean;
  /** When the sync ended. */
  @Column(instant) created_at!: string;
}
