import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { instant, json, nullable, varchar } from '../columns.js';
import { anyObject } from '../schemas.js';

@Entity('idempotency_keys')
// Removal of keys older than the retention.
@Index('idx_idempotency_keys_created_at', ['created_at'])
export class IdempotencyKeyEntity {
  @PrimaryColumn(varchar(128)) caller!: string;
  @PrimaryColumn(varchar()) idempotency_key!: string;
  @Column(varchar(64)) body_hash!: string;
  @Column(varchar()) job_id!: string;
  /** The 202 that was answered; null while the start is under way. */
  @Column(nullable(json(anyObject))) response!: Record<string, unknown> | null;
  @Column(instant) created_at!: string;
}
