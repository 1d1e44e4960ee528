import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { bigint, flag, instant, integer, nullable, real, text, varchar } from '../columns.js';

/** A source disk; the table belongs to replication. `vm_id`, `boot`, `last_sync_id` and `resync_required` are ours. */
@Entity('vm_disks')
// One row a disk: the upsert of PUT /vms, and the disks of a VM.
@Index('idx_vm_disks_vm_disk', ['vm_id', 'disk_id'], { unique: true })
// Which VM a volume belongs to, before another one may claim it.
@Index('idx_vm_disks_volume', ['ossea_volume_id'])
// The disks of a replication job, when an original's rows are adopted.
@Index('idx_vm_disks_job', ['job_id'])
export class VmDiskEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id!: number;
  /** Replication job; empty while none is known. */
  @Column({ ...varchar(), default: '' }) job_id!: string;
  /** Null on rows of the original that no VM of the inventory has taken over. */
  @Column(nullable(varchar(128))) vm_id!: string | null;
  @Column(varchar()) disk_id!: string;
  @Column({ ...varchar(500), default: '' }) vmdk_path!: string;
  @Column({ ...integer, default: 0 }) size_gb!: number;
  @Column({ ...varchar(), default: '' }) datastore!: string;
  @Column({ ...integer, default: 0 }) unit_number!: number;
  @Column({ ...varchar(), default: '' }) label!: string;
  @Column(flag) boot!: boolean;
  @Column(bigint) capacity_bytes!: string;
  @Column({ ...varchar(50), default: '' }) provisioning_type!: string;
  /** ossea_volumes.id, which holds the CloudStack UUID. */
  @Column(nullable(integer)) ossea_volume_id!: number | null;
  @Column(nullable(varchar())) disk_change_id!: string | null;
  /** cbt_history.id of the sync that the inventory calls the last one. */
  @Column(nullable(integer)) last_sync_id!: number | null;
  @Column(flag) resync_required!: boolean;
  @Column({ ...varchar(50), default: '' }) sync_status!: string;
  @Column({ ...real, default: 0 }) sync_progress_percent!: number;
  @Column(bigint) bytes_synced!: string;
  @Column({ ...integer, default: 0 }) cpu_count!: number;
  @Column({ ...integer, default: 0 }) memory_mb!: number;
  @Column({ ...varchar(), default: '' }) os_type!: string;
  @Column({ ...varchar(), default: '' }) vm_tools_version!: string;
  @Column(nullable(text)) network_config!: string | null;
  @Column({ ...varchar(), default: '' }) display_name!: string;
  @Column(nullable(text)) annotation!: string | null;
  @Column({ ...varchar(50), default: '' }) power_state!: string;
  @Column({ ...varchar(), default: '' }) vmware_uuid!: string;
  @Column(nullable(text)) bios_setup!: string | null;
  @Column(nullable(instant)) created_at!: string | null;
  @Column(nullable(instant)) updated_at!: string | null;
}
