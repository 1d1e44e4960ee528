import { liveJobId } from '../../domain/ids.js';
import type { StoredVm } from '../../domain/inventory.js';
import type { StartRequest } from '../../domain/plan.js';
import type { Readiness } from '../../domain/readiness.js';
import type { ReadinessInput } from '../../readiness/input.js';
import type { ApiDeps } from '../deps.js';
import { ApiError } from '../errors.js';
import { evaluate } from '../readiness/evaluate.js';
import { gather } from '../readiness/input.js';
import { getVm } from '../vms/service.js';
import { estimateDuration, NO_HISTORY } from './estimate.js';
import { bodyHash, type Key } from './idempotency.js';
import { accepted, findStarted, headOf, type Asker, type NewJob } from './job-record.js';
import { once } from './once.js';
import type { LiveRequest, StartResponse } from './schemas.js';
import { startRun } from './start-run.js';

/**
 * Starts a live failover, once for an Idempotency-Key. Raises, in this order: options of later releases (422), a used key
 * (422), unknown VM (404), contradictory name or network (400), the refusals of readiness, an open workflow (409); 503
 * with `details.job_id` where a start could not be confirmed.
 */
export async function startLive(
  deps: ApiDeps,
  body: LiveRequest,
  asker: Asker,
  key: Key | null,
): Promise<StartResponse> {
  const request = toStartRequest(body);
  const hash = bodyHash('live', body);
  return once(deps, key, {
    hash,
    proposed: liveJobId(deps.now(), deps.random(6)),
    begin: (jobId) => begin(deps, jobId, request, hash, asker),
    found: async (jobId) => {
      const job = async (): Promise<NewJob> =>
        newJob(deps, jobId, await deps.db.uow.read((repos) => getVm(repos, request.vm_id)), request, asker);
      const started = await findStarted(deps, jobId, request.vm_id, job);
      return started && accepted(started, NO_HISTORY);
    },
  });
}

/** Options that later releases bring are refused by name (422): nothing is accepted and ignored. */
export function toStartRequest({ notification_config, custom_config, ...request }: LiveRequest): StartRequest {
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

/** Validates by readiness and starts. */
async function begin(
  deps: ApiDeps,
  jobId: string,
  request: StartRequest,
  hash: string,
  asker: Asker,
): Promise<StartResponse> {
  const gathered = await gather(deps, 'live', jobId, request);
  const { vm } = gathered.input;
  refuseContradictions(request, vm);
  const readiness = await evaluate(gathered, deps.logger);
  if (readiness.refusal !== null || readiness.plan === null) throw refused(readiness, gathered.input);
  const estimate = await estimateDuration(deps.db, readiness.plan.itinerary);

  const job = newJob(deps, jobId, vm, request, asker);
  await startRun(deps, job, request, { request_id: asker.request_id, hash });
  return accepted(job, estimate);
}

/** Raises 400 where the request says otherwise of the VM than the inventory. */
export function refuseContradictions(request: StartRequest, vm: StoredVm): void {
  if (request.vm_name !== undefined && request.vm_name !== vm.name)
    throw new ApiError('VALIDATION_FAILED', `vm_name is ${request.vm_name}, but the inventory says ${vm.name}`);
  const strange = Object.keys(request.network_mappings).filter(
    (name) => !vm.networks.some((network) => network.source_network_name === name),
  );
  if (strange.length > 0) throw new ApiError('VALIDATION_FAILED', `The VM has no network ${strange.join(', ')} to map`);
}

function newJob(deps: ApiDeps, jobId: string, vm: StoredVm, request: StartRequest, asker: Asker): NewJob {
  const { vm_id, name: vm_name } = vm;
  const about = { job_id: jobId, job_type: 'live' as const, vm_id, vm_name, parent_job_id: null };
  return headOf(deps, { ...about, replication_job_id: vm.replication?.job_id ?? null }, request, asker);
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
