import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { FailoverState, SourceNetwork } from '../../domain/inventory.js';
import { instant, integer, json, nullable, text, varchar } from '../columns.js';
import { readiness, sourceNetworks, type StoredReadiness } from '../schemas.js';

/** A source VM with its specs, so that a VM without disks keeps them, and with what failover knows of it. */
@Entity('vms')
// Inventory lists filter by state.
@Index('idx_vms_failover_state', ['failover_state'])
export class VmEntity {
  @PrimaryColumn(varchar(128)) vm_id!: string;
  @Column(varchar()) name!: string;
  @Column(nullable(varchar())) ossea_config!: string | null;
  @Column(varchar(50)) power_state!: string;
  @Column(integer) cpu_count!: number;
  @Column(integer) memory_mb!: number;
  @Column(varchar()) os_type!: string;
  @Column(varchar(50)) bios_setup!: string;
  @Column(varchar()) vm_tools_version!: string;
  @Column(varchar()) display_name!: string;
  @Column(text) annotation!: string;
  @Column(varchar()) vmware_uuid!: string;
  @Column(json(sourceNetworks)) networks!: SourceNetwork[];
  /** The replication job of the inventory; its status and progress are in replication_jobs. */
  @Column(nullable(varchar())) replication_job_id!: string | null;
  @Column({ ...varchar(50), default: 'ready' }) failover_state!: FailoverState;
  @Column(nullable(varchar())) held_by!: string | null;
  @Column(nullable(json(readiness))) readiness_live!: StoredReadiness | null;
  @Column(nullable(instant)) readiness_live_at!: string | null;
  @Column(nullable(json(readiness))) readiness_test!: StoredReadiness | null;
  @Column(nullable(instant)) readiness_test_at!: string | null;
  @Column(instant) created_at!: string;
  @Column(instant) updated_at!: string;
}
