import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { flag, instant, integer, nullable, varchar } from '../columns.js';

/** Where the appliance has a replica mounted; written and read by replication alone. */
@Entity('volume_mounts')
// Replication's look-up of a volume's mounts.
@Index('idx_volume_mounts_volume', ['ossea_volume_id'])
export class VolumeMountEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id!: number;
  @Column(integer) ossea_volume_id!: number;
  @Column({ ...varchar(), default: '' }) job_id!: string;
  @Column({ ...varchar(), default: '' }) device_path!: string;
  @Column(nullable(varchar())) mount_point!: string | null;
  @Column({ ...varchar(50), default: 'unmounted' }) mount_status!: string;
  @Column(nullable(varchar(50))) filesystem_type!: string | null;
  @Column(nullable(varchar())) mount_options!: string | null;
  @Column(flag) is_read_only!: boolean;
  @Column(nullable(instant)) mounted_at!: string | null;
  @Column(nullable(instant)) unmounted_at!: string | null;
}
