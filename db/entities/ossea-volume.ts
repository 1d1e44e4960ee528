import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { instant, integer, nullable, varchar } from '../columns.js';

/** A replica in CloudStack; the table belongs to replication. Rows are never deleted by us: each one is sacred (R1). */
@Entity('ossea_volumes')
// A volume by its CloudStack UUID: the upsert of PUT /vms, and "is this volume in anybody's inventory".
@Index('idx_ossea_volumes_volume', ['volume_id'], { unique: true })
export class OsseaVolumeEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id!: number;
  /** CloudStack UUID. */
  @Column(varchar()) volume_id!: string;
  @Column({ ...varchar(), default: '' }) volume_name!: string;
  @Column({ ...integer, default: 0 }) size_gb!: number;
  @Column(nullable(integer)) ossea_config_id!: number | null;
  @Column({ ...varchar(50), default: '' }) volume_type!: string;
  @Column(nullable(varchar())) device_path!: string | null;
  @Column(nullable(varchar())) mount_point!: string | null;
  @Column({ ...varchar(50), default: '' }) status!: string;
  /**
   * Ours: since when the replica is known to be altered (R7), until a newer full sync. Kept with the volume, so that
   * it outlives a disk that leaves the inventory and returns.
   */
  @Column(nullable(instant)) resync_required_at!: string | null;
  @Column(nullable(instant)) created_at!: string | null;
  @Column(nullable(instant)) updated_at!: string | null;
}
