import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { Attention, JobOutcome, JobProjection, Planned } from '../../domain/job.js';
import type { FailoverStatus, JobType } from '../../domain/status.js';
import { instant, integer, json, nullable, real, text, varchar } from '../columns.js';
import type { RunPlan } from '../../domain/plan.js';
import { anyObject, attentions, jobMappings, outcome, plan } from '../schemas.js';

/** A projection of a run, or a finished job of the original's engine (those have no workflow_id). */
@Entity('failover_jobs')
// A job by its id.
@Index('idx_failover_jobs_job_id', ['job_id'], { unique: true })
// Jobs and the open job of a VM.
@Index('idx_failover_jobs_vm_id', ['vm_id'])
// The mission's: failovers of a replication job.
@Index('idx_failover_jobs_replication', ['replication_job_id'])
// Job lists by status, and the count of open jobs.
@Index('idx_failover_jobs_status', ['status'])
// Job lists are newest first.
@Index('idx_failover_jobs_created_at', ['created_at'])
// Rollback, commit and recover of a live or test job.
@Index('idx_failover_jobs_parent', ['parent_job_id'])
export class FailoverJobEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id!: number;
  @Column(varchar()) job_id!: string;
  @Column(varchar()) vm_id!: string;
  @Column(nullable(varchar())) replication_job_id!: string | null;
  @Column(varchar(50)) job_type!: JobType;
  @Column({ ...varchar(50), default: 'pending' }) status!: FailoverStatus;
  @Column(varchar()) source_vm_name!: string;
  /** The source's specs when the job was accepted. */
  @Column(nullable(json(anyObject))) source_vm_spec!: Record<string, unknown> | null;
  @Column(nullable(varchar())) destination_vm_id!: string | null;
  /** The root volume that the destination was deployed with, to be deleted (R1). */
  @Column(nullable(varchar())) blank_root_id!: string | null;
  @Column(nullable(varchar())) ossea_snapshot_id!: string | null;
  @Column(nullable(json(jobMappings))) network_mappings!: Planned['network_mappings'] | null;
  @Column(nullable(text)) error_message!: string | null;
  @Column(instant) created_at!: string;
  @Column(instant) updated_at!: string;
  @Column(nullable(instant)) started_at!: string | null;
  @Column(nullable(instant)) completed_at!: string | null;

  @Column({ ...real, default: 0 }) progress!: number;
  @Column(nullable(varchar(50))) current_step!: JobProjection['current_step'];
  @Column(nullable(json(anyObject))) request!: Record<string, unknown> | null;
  @Column(nullable(json(plan))) plan!: RunPlan | null;
  @Column(nullable(json(outcome))) outcome!: JobOutcome | null;
  @Column(nullable(json(attentions))) attentions!: Attention[] | null;
  @Column(nullable(varchar(50))) strategy!: JobProjection['strategy'];
  @Column({ ...varchar(), default: '' }) requested_by!: string;
  @Column(nullable(text)) reason!: string | null;
  @Column(nullable(instant)) cleanup_at!: string | null;
  @Column(nullable(varchar())) parent_job_id!: string | null;
  @Column(nullable(varchar())) workflow_id!: string | null;
  @Column(nullable(varchar(64))) run_id!: string | null;
  /** Sequence number of the projection last applied; 0 before the first. */
  @Column({ ...integer, default: 0 }) seq!: number;
}
