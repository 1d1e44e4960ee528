import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { instant, integer, nullable, text, varchar } from '../columns.js';

/** A message about an event of a job to a receiver outside, with the fate of its delivery. */
@Entity('notifications')
// The notifications of a job; one a receiver and event.
@Index('idx_notifications_delivery', ['job_id', 'event_seq', 'target'], { unique: true })
// What is still to be delivered.
@Index('idx_notifications_status', ['status'])
export class NotificationEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id!: number;
  @Column(varchar()) job_id!: string;
  @Column(integer) event_seq!: number;
  @Column(varchar()) target!: string;
  @Column({ ...varchar(50), default: 'pending' }) status!: string;
  @Column({ ...integer, default: 0 }) attempts!: number;
  @Column(nullable(text)) last_error!: string | null;
  @Column(instant) created_at!: string;
  @Column(nullable(instant)) sent_at!: string | null;
}
