import { createHash } from 'node:crypto';
import type { ApiDeps } from '../deps.js';
import { ApiError } from '../errors.js';
import { StartResponse } from './schemas.js';

/** An Idempotency-Key and whose it is: two callers may use the same key. */
export interface Key {
  key: string;
  caller: string;
}

export type Claim =
  /** The key is ours now. */
  | { kind: 'new' }
  /** An earlier request has it and was not answered: it is in flight, or its API died. */
  | { kind: 'unfinished'; jobId: string }
  | { kind: 'answered'; answer: StartResponse };

/** The order of keys means nothing in JSON, so it must not to the hash. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, canonical(item)]),
  );
}

/** SHA-256 of a validated body, hex; `route` keeps equal bodies of different routes apart. */
export function bodyHash(route: string, body: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([route, canonical(body)]))
    .digest('hex');
}

/** Reserves the key with the job id the start will use. Raises 422 where the key was used with another body. */
export async function claim(deps: ApiDeps, key: Key, hash: string, jobId: string): Promise<Claim> {
  const reservation = { ...key, bodyHash: hash, jobId, now: deps.now() };
  const found = await deps.db.uow.run((repos) => repos.idempotency.reserve(reservation));
  if (found.kind === 'reserved') return { kind: 'new' };
  if (found.bodyHash !== hash)
    throw new ApiError('IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was used with another body');
  if (found.response === null) return { kind: 'unfinished', jobId: found.jobId };
  return { kind: 'answered', answer: StartResponse.parse(found.response) };
}

/** Keeps the answer for repeats. A duplicate that was refused may have freed the key meanwhile: then it is taken again. */
export async function keep(deps: ApiDeps, key: Key, hash: string, answer: StartResponse): Promise<void> {
  const reservation = { ...key, bodyHash: hash, jobId: answer.job_id, now: deps.now() };
  await deps.db.uow.run(async (repos) => {
    const found = await repos.idempotency.reserve(reservation);
    // Freed and taken by a newer request: the key is no longer this job's.
    if (found.kind === 'existing' && found.jobId !== answer.job_id) return;
    await repos.idempotency.complete(key.key, key.caller, answer);
  });
}
