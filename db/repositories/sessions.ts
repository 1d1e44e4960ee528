import { LessThanOrEqual } from 'typeorm';
import { ConsoleSessionEntity } from '../entities/console-session.js';
import { insert } from '../writes.js';
import type { Context } from './context.js';

/** Sessions of the console: each is a token by another name, and ends with it. */
export class SessionRepository {
  constructor(private readonly context: Context) {}

  /** Also removes those that have expired by then. */
  async open(session_hash: string, token_hash: string, at: Date, expires_at: Date): Promise<void> {
    const { manager } = this.context;
    await manager.delete(ConsoleSessionEntity, { expires_at: LessThanOrEqual(at.toISOString()) });
    const row = { session_hash, token_hash, created_at: at.toISOString(), expires_at: expires_at.toISOString() };
    await insert(manager, ConsoleSessionEntity, [row]);
  }

  /** Which token's it is, and its end; null for a session that is unknown, ended or expired. */
  async find(session_hash: string, at: Date): Promise<{ token_hash: string; expires_at: string } | null> {
    const row = await this.context.manager.findOneBy(ConsoleSessionEntity, { session_hash });
    return row === null || Date.parse(row.expires_at) <= at.getTime() ? null : row;
  }

  async end(session_hash: string): Promise<void> {
    await this.context.manager.delete(ConsoleSessionEntity, { session_hash });
  }
}
