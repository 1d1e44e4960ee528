import { setTimeout as sleep } from 'node:timers/promises';
import { liveJobId } from '../../domain/ids.js';
import type { StartRequest } from '../../domain/plan.js';
import type { Readiness } from '../../domain/readiness.js';
import { isOpen } from '../../domain/status.js';
import type { ReadinessInput } from '../../readiness/input.js';
import type { ApiDeps } from '../deps.js';
import { ApiError, TemporalUnavailableError } from '../errors.js';
import { evaluate } from '../readiness/evaluate.js';
import { gather } from '../readiness/input.js';
import { estimateDuration, NO_HISTORY } from './estimate.js';
import { bodyHash, claim, keep, type Key } from './idempotency.js';
import { accepted, findStarted, headOf, record, UncertainStart, type Asker } from './job-record.js';
import type { LiveRequest, StartResponse } from './schemas.js';

/**
 * Starts a live failover, or gives the answer this Idempotency-Key has got before.
 *
 * The key is reserved with its job id before anything is started, and only an accepted start keeps it. An API that dies
 * in between leaves a reservation by which the repeat finds the job's row or its workflow, or starts it under that id.
 * Raises, in this order: options of later releases (422), a used key (422), unknown VM (404), contradictory name or network (400),
 * the refusals of readiness, an open workflow (409); 503 with `details.job_id` where a start could not be confirmed.
 */
export async function startLive(
  deps: ApiDeps,
  body: LiveRequest,
  asker: Asker,
  key: Key | null,
): Promise<StartResponse> {
  const request = toStartRequest(body);
  const hash = bodyHash('live', body);
  const proposed = liveJobId(deps.now(), deps.random(6));
  if (key === null) return begin(deps, proposed, request, hash, asker);

  const claimed = await claim(deps, key, hash, proposed);
  if (claimed.kind === 'answered') return claimed.answer;
  const answer =
    claimed.kind === 'new'
      ? await begin(deps, proposed, request, hash, asker).catch((error: unknown) => release(deps, key, error))
      : await resume(deps, claimed.jobId, request, hash, asker, key);
  await keep(deps, key, hash, answer);
  return answer;
}

/** Options that later releases bring are refused by name: nothing is accepted and ignored. */
function toStartRequest({ notification_config, custom_config, ...request }: LiveRequest): StartRequest {
  const { commit_after, ...custom } = custom_config;
  const unsupported = [
    ...(Object.keys(notification_config).length > 0 ? ['notification_config'] : []),
    ...(commit_after !== undefined ? ['custom_config.commit_after'] : []),
  ];
  if (unsupported.length === 0) return { ...request, custom_config: custom };
  throw new ApiError('NOT_READY', `This release does not support ${unsupported.join(', ')}; leave it out`, {
    details: { unsupported },
  });
}

/** A refusal frees the key; an uncertain start keeps it, so that a repeat finds what it began. Raises `error` again. */
async function release(deps: ApiDeps, key: Key, error: unknown): Promise<never> {
  if (!(error instanceof UncertainStart))
    await deps.db.uow.run((repos) => repos.idempotency.release(key.key, key.caller));
  throw error;
}

/** Goes on for a request that reserved the key and was never answered; it may even be in flight elsewhere. */
async function resume(
  deps: ApiDeps,
  jobId: string,
  request: StartRequest,
  hash: string,
  asker: Asker,
  key: Key,
): Promise<StartResponse> {
  const again = async (): Promise<StartResponse | null> => {
    const started = await findStarted(deps, jobId, request, asker);
    return started && accepted(jobId, request.vm_id, started.vm_name, NO_HISTORY);
  };
  return (
    (await again()) ??
    begin(deps, jobId, request, hash, asker).catch(
      // The other request may have started the job while this one was being refused.
      async (error: unknown) => (await again()) ?? release(deps, key, error),
    )
  );
}

/** How often, and after how many milliseconds, a run that is just closing is waited for. */
const CLOSING_LOOKS = 20;
const CLOSING_PAUSE_MS = 100;

/** Validates, starts the workflow, then inserts the row: no row without a run (and the run upserts the same row). */
async function begin(
  deps: ApiDeps,
  jobId: string,
  request: StartRequest,
  hash: string,
  asker: Asker,
): Promise<StartResponse> {
  const gathered = await gather(deps, 'live', jobId, request);
  const { vm } = gathered.input;
  if (request.vm_name !== undefined && request.vm_name !== vm.name)
    throw new ApiError('VALIDATION_FAILED', `vm_name is ${request.vm_name}, but the inventory says ${vm.name}`);
  const strange = Object.keys(request.network_mappings).filter(
    (name) => !vm.networks.some((network) => network.source_network_name === name),
  );
  if (strange.length > 0) throw new ApiError('VALIDATION_FAILED', `The VM has no network ${strange.join(', ')} to map`);
  const readiness = await evaluate(gathered, deps.logger);
  if (readiness.refusal !== null || readiness.plan === null) throw refused(readiness, gathered.input);
  const estimate = await estimateDuration(deps.db, readiness.plan.itinerary);

  const { request: frozen, ...head } = headOf(deps, jobId, vm, request, asker);
  const memo = { job_id: jobId, request_id: asker.request_id, body_hash: hash };
  const start = (): ReturnType<typeof deps.failovers.start> =>
    deps.failovers.start({ head, request }, memo).catch((cause: unknown) => {
      if (!(cause instanceof TemporalUnavailableError) || cause.sent === 'no') throw cause;
      throw new UncertainStart(jobId, 'Temporal did not confirm the start', { cause });
    });
  let run = await start();
  for (
    let n = 0;
    n < CLOSING_LOOKS && run.kind === 'already' && (await isClosing(deps, run.memo?.job_id, jobId));
    n++
  ) {
    await sleep(CLOSING_PAUSE_MS);
    run = await start();
  }
  // Our own id under this workflow id means that an earlier try of this very start got through.
  if (run.kind === 'already' && run.memo?.job_id !== jobId) throw anotherJob(run.memo?.job_id ?? null);
  await record(deps, { ...head, request: frozen, run_id: run.run_id });
  return accepted(jobId, vm.vm_id, vm.name, estimate);
}

/** A run records its last word a moment before Temporal closes it; its VM is free by then, as everybody can read. */
async function isClosing(deps: ApiDeps, otherId: string | undefined, jobId: string): Promise<boolean> {
  if (otherId === undefined || otherId === jobId) return false;
  const row = await deps.db.uow.read((repos) => repos.jobs.get(otherId));
  return row !== null && !isOpen(row.status);
}

function anotherJob(jobId: string | null): ApiError {
  return new ApiError('ACTIVE_JOBS', jobId === null ? 'A job works on this VM' : `Job ${jobId} works on this VM`, {
    ...(jobId === null ? {} : { details: { job_id: jobId } }),
    required_actions: ['Wait for the open job to end.'],
  });
}

function refused({ refusal, checks, required_actions }: Readiness, input: ReadinessInput): ApiError {
  if (refusal === null) throw new Error('a VM that may be failed over has a plan');
  const holder = input.open_job?.job_id ?? input.vm.held_by;
  const details = {
    ...(refusal.code === 'ACTIVE_JOBS' && holder !== null ? { job_id: holder } : {}),
    checks: checks.filter((check) => check.status !== 'pass' && check.status !== 'skip'),
  };
  return new ApiError(refusal.code, refusal.message, { details, required_actions });
}
