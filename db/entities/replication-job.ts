import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { bigint, instant, integer, nullable, real, text, varchar } from '../columns.js';

/** A replication run; the table belongs to replication, PUT /vms writes id, source, status and progress. */
@Entity('replication_jobs')
// Replication jobs of a VM, when an original's rows are adopted.
@Index('idx_replication_jobs_source_vm', ['source_vm_id'])
export class ReplicationJobEntity {
  @PrimaryColumn(varchar()) id!: string;
  @Column(varchar()) source_vm_id!: string;
  @Column(varchar()) source_vm_name!: string;
  @Column({ ...varchar(500), default: '' }) source_vm_path!: string;
  @Column({ ...varchar(), default: '' }) vcenter_host!: string;
  @Column({ ...varchar(), default: '' }) datacenter!: string;
  @Column({ ...varchar(50), default: '' }) replication_type!: string;
  @Column({ ...varchar(), default: '' }) target_network!: string;
  @Column(varchar(50)) status!: string;
  @Column({ ...real, default: 0 }) progress_percent!: number;
  @Column({ ...varchar(), default: '' }) current_operation!: string;
  @Column(bigint) bytes_transferred!: string;
  @Column(bigint) total_bytes!: string;
  @Column(bigint) transfer_speed_bps!: string;
  @Column(nullable(text)) error_message!: string | null;
  @Column(nullable(varchar())) change_id!: string | null;
  @Column(nullable(varchar())) previous_change_id!: string | null;
  @Column(nullable(varchar())) snapshot_id!: string | null;
  @Column(nullable(integer)) nbd_port!: number | null;
  @Column(nullable(varchar())) nbd_export_name!: string | null;
  @Column(nullable(varchar())) target_device!: string | null;
  @Column(nullable(integer)) ossea_config_id!: number | null;
  @Column(nullable(instant)) created_at!: string | null;
  @Column(nullable(instant)) updated_at!: string | null;
  @Column(nullable(instant)) started_at!: string | null;
  @Column(nullable(instant)) completed_at!: string | null;
}
