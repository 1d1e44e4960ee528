import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { instant, json, nullable, text, varchar } from '../columns.js';
import { anyObject } from '../schemas.js';

/** Who did what, when and why. Rows are only ever added. */
@Entity('audit_log')
// The log is read newest first.
@Index('idx_audit_log_at', ['at'])
// What was done to a VM.
@Index('idx_audit_log_vm_id', ['vm_id'])
// What was done to a job.
@Index('idx_audit_log_job_id', ['job_id'])
export class AuditLogEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id!: number;
  @Column(instant) at!: string;
  @Column(varchar(128)) actor!: string;
  @Column(varchar(100)) action!: string;
  @Column(nullable(varchar())) vm_id!: string | null;
  @Column(nullable(varchar())) job_id!: string | null;
  @Column(nullable(varchar(128))) request_id!: string | null;
  @Column(nullable(text)) reason!: string | null;
  /** HTTP status or error code it was answered with. */
  @Column(varchar(100)) result!: string;
  @Column(nullable(json(anyObject))) details!: Record<string, unknown> | null;
}
