import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { instant, nullable, varchar } from '../columns.js';

/** Roles of the API, each with the rights of the one before it. */
export type Role = 'viewer' | 'operator' | 'admin';

@Entity('api_tokens')
// Authentication of each request.
@Index('idx_api_tokens_hash', ['token_hash'], { unique: true })
// Tokens are named; the bootstrap token is replaced by its name.
@Index('idx_api_tokens_name', ['name'], { unique: true })
export class ApiTokenEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id!: number;
  @Column(varchar(128)) name!: string;
  /** Never the token itself (R10). */
  @Column(varchar(128)) token_hash!: string;
  @Column(varchar(50)) role!: Role;
  @Column(instant) created_at!: string;
  /** Null: never. */
  @Column(nullable(instant)) expires_at!: string | null;
  @Column(nullable(instant)) last_used_at!: string | null;
  @Column(nullable(instant)) revoked_at!: string | null;
}
