import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { CallProjection, CallStatus, StepProjection } from '../../domain/job.js';
import { instant, integer, json, nullable, varchar } from '../columns.js';
import { calls } from '../schemas.js';

@Entity('failover_steps')
// Durations of past runs of the same steps, newest first.
@Index('idx_failover_steps_name_completed', ['name', 'completed_at'])
export class FailoverStepEntity {
  @PrimaryColumn(varchar()) job_id!: string;
  @PrimaryColumn(integer) position!: number;
  @Column(varchar(50)) name!: StepProjection['name'];
  @Column(varchar(50)) status!: CallStatus;
  @Column(nullable(instant)) started_at!: string | null;
  @Column(nullable(instant)) completed_at!: string | null;
  @Column(json(calls)) calls!: CallProjection[];
}
