import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { instant, integer, json, nullable, text, varchar } from '../columns.js';
import { anyObject } from '../schemas.js';

@Entity('failover_events')
// The tail over all jobs, which re-reads the last seconds.
@Index('idx_failover_events_recorded_at', ['recorded_at'])
export class FailoverEventEntity {
  @PrimaryColumn(varchar()) job_id!: string;
  @PrimaryColumn(integer) seq!: number;
  @Column(varchar()) vm_id!: string;
  /** When it happened, by the workflow's clock. */
  @Column(instant) time!: string;
  @Column(varchar(100)) type!: string;
  @Column(text) message!: string;
  @Column(nullable(json(anyObject))) details!: Record<string, unknown> | null;
  /** When the row was written. */
  @Column(instant) recorded_at!: string;
}
