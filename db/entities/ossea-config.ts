import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { flag, instant, nullable, varchar } from '../columns.js';

/** A CloudStack target. The keys are encrypted where `key_id` is set; the original stored them in plain. */
@Entity('ossea_configs')
// A configuration by its name, which is its identity in the API.
@Index('idx_ossea_configs_name', ['name'], { unique: true })
export class OsseaConfigEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id!: number;
  @Column(varchar()) name!: string;
  @Column(varchar(500)) api_url!: string;
  @Column({ ...varchar(1000), default: '' }) api_key!: string;
  @Column({ ...varchar(1000), default: '' }) secret_key!: string;
  /** Names the SECRETS_KEY that both keys are encrypted with. */
  @Column(nullable(varchar(16))) key_id!: string | null;
  /** Last characters of the API key, so that answers can mask it without decrypting. */
  @Column({ ...varchar(8), default: '' }) key_hint!: string;
  @Column({ ...varchar(), default: '' }) domain!: string;
  @Column({ ...varchar(), default: '' }) zone!: string;
  @Column({ ...varchar(), default: '' }) template_id!: string;
  @Column({ ...varchar(), default: '' }) network_id!: string;
  @Column({ ...varchar(), default: '' }) service_offering_id!: string;
  @Column({ ...varchar(), default: '' }) disk_offering_id!: string;
  @Column({ ...varchar(), default: '' }) oma_vm_id!: string;
  @Column(flag) is_active!: boolean;
  @Column(nullable(varchar(50))) storage_kind!: string | null;
  @Column(nullable(instant)) created_at!: string | null;
  @Column(nullable(instant)) updated_at!: string | null;
}
