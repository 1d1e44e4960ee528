import { IsNull, LessThan } from 'typeorm';
import { IdempotencyKeyEntity } from '../entities/idempotency-key.js';
import { RowMissingError } from '../errors.js';
import { insertIfAbsent, update } from '../writes.js';
import { held, type Context } from './context.js';

export interface Reservation {
  key: string;
  caller: string;
  bodyHash: string;
  /** The job that this start would make. */
  jobId: string;
  now: Date;
}

export type Reserved =
  | { kind: 'reserved' }
  /** `response` is null while the first start is under way, or was cut off between reservation and answer. */
  | { kind: 'existing'; bodyHash: string; jobId: string; response: Record<string, unknown> | null };

/** Idempotency keys of starts, each of one caller. */
export class IdempotencyRepository {
  constructor(private readonly context: Context) {}

  /** Commit this before the start: the key must be known when the start's outcome is not. */
  async reserve({ key, caller, bodyHash, jobId, now }: Reservation): Promise<Reserved> {
    const { manager } = this.context;
    const id = { caller, idempotency_key: key };
    const row = { ...id, body_hash: bodyHash, job_id: jobId, created_at: now.toISOString() };
    if (await insertIfAbsent(manager, IdempotencyKeyEntity, row)) return { kind: 'reserved' };
    const existing = await manager.findOneOrFail(IdempotencyKeyEntity, { where: id, ...held(this.context) });
    return { kind: 'existing', bodyHash: existing.body_hash, jobId: existing.job_id, response: existing.response };
  }

  /** Keeps the answer for repeats. Raises RowMissingError for a key that is not reserved. */
  async complete(key: string, caller: string, response: Record<string, unknown>): Promise<void> {
    const id = { caller, idempotency_key: key };
    const met = await update(this.context.manager, IdempotencyKeyEntity, id, { response });
    if (met !== 1) throw new RowMissingError('this idempotency key is not reserved');
  }

  /** Frees a key whose start was refused; one with an answer stays. */
  async release(key: string, caller: string): Promise<void> {
    await this.context.manager.delete(IdempotencyKeyEntity, { caller, idempotency_key: key, response: IsNull() });
  }

  /** Removes keys reserved before then; answers how many. */
  async purge(before: Date): Promise<number> {
    const old = { created_at: LessThan(before.toISOString()) };
    return (await this.context.manager.delete(IdempotencyKeyEntity, old)).affected ?? 0;
  }
}
