import type { ApiDeps } from '../deps.js';
import { claim, keep, type Key } from './idempotency.js';
import { UncertainStart } from './job-record.js';
import type { StartResponse } from './schemas.js';

/** One request that starts a job. */
export interface Order {
  /** Of the validated body, by `bodyHash`. */
  hash: string;
  /** Id of the job, unless an earlier request with the same key has proposed another. */
  proposed: string;
  /** Checks and starts. Raises UncertainStart where the start could not be confirmed. */
  begin: (jobId: string) => Promise<StartResponse>;
  /** The answer for a job that an earlier, unanswered request has started after all. */
  found: (jobId: string) => Promise<StartResponse | null>;
}

/**
 * Starts a job, or gives the answer this Idempotency-Key has got before.
 *
 * The key is reserved with its job id before anything is started, and only an accepted start keeps it. An API that dies
 * in between leaves a reservation by which the repeat finds the job's row or its workflow, or starts it under that id.
 * Raises 422 for a used key, and what `begin` raises.
 */
export async function once(deps: ApiDeps, key: Key | null, order: Order): Promise<StartResponse> {
  const { hash, proposed, begin } = order;
  if (key === null) return begin(proposed);
  const claimed = await claim(deps, key, hash, proposed);
  if (claimed.kind === 'answered') return claimed.answer;
  const answer =
    claimed.kind === 'new'
      ? await begin(proposed).catch((error: unknown) => release(deps, key, error))
      : await resume(deps, key, order, claimed.jobId);
  await keep(deps, key, hash, answer);
  return answer;
}

/** A refusal frees the key; an uncertain start keeps it, so that a repeat finds what it began. Raises `error` again. */
async function release(deps: ApiDeps, key: Key, error: unknown): Promise<never> {
  if (!(error instanceof UncertainStart))
    await deps.db.uow.run((repos) => repos.idempotency.release(key.key, key.caller));
  throw error;
}

/** Goes on for a request that reserved the key and was never answered; it may even be in flight elsewhere. */
async function resume(deps: ApiDeps, key: Key, { begin, found }: Order, jobId: string): Promise<StartResponse> {
  return (
    (await found(jobId)) ??
    begin(jobId).catch(
      // The other request may have started the job while this one was being refused.
      async (error: unknown) => (await found(jobId)) ?? release(deps, key, error),
    )
  );
}
