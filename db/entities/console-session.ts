import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { instant, varchar } from '../columns.js';

@Entity('console_sessions')
// Removal of those that have expired.
@Index('idx_console_sessions_expires_at', ['expires_at'])
export class ConsoleSessionEntity {
  /** Never what the cookie holds itself (R10). */
  @PrimaryColumn(varchar(64)) session_hash!: string;
  /** Not the token's id: the bootstrap token gets another one at every start of the API. */
  @Column(varchar(128)) token_hash!: string;
  @Column(instant) created_at!: string;
  @Column(instant) expires_at!: string;
}
