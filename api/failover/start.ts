import { parseDuration } from '../../domain/duration.js';
import { liveJobId, testJobId } from '../../domain/ids.js';
import type { StoredVm } from '../../domain/inventory.js';
import type { StartRequest } from '../../domain/plan.js';
import type { Readiness } from '../../domain/readiness.js';
import type { ReadinessInput } from '../../readiness/input.js';
import { DEFAULT_TEST_MS } from '../../readiness/plan/run-plan.js';
import type { ApiDeps } from '../deps.js';
import { ApiError } from '../errors.js';
import { evaluate } from '../readiness/evaluate.js';
import { gather } from '../readiness/input.js';
import { getVm } from '../vms/service.js';
import { estimateDuration, NO_HISTORY } from './estimate.js';
import { bodyHash, type Key } from './idempotency.js';
import { accepted, findStarted, headOf, testOptions, type Asker, type NewJob } from './job-record.js';
import { once } from './once.js';
import type { LiveRequest, StartResponse, TestRequest } from './schemas.js';
import { startRun } from './start-run.js';

/** Starts a live failover; as `start`. */
export function startLive(deps: ApiDeps, body: LiveRequest, asker: Asker, key: Key | null): Promise<StartResponse> {
  const asked = { job_type: 'live', request: toStartRequest(body) } as const;
  return start(deps, asked, liveJobId(deps.now(), deps.random(6)), bodyHash('live', body), asker, key);
}

/** Starts a test failover; as `start`. */
export function startTest(deps: ApiDeps, body: TestRequest, asker: Asker, key: Key | null): Promise<StartResponse> {
  const asked = { job_type: 'test', request: toTestRequest(body) } as const;
  const proposed = testJobId(body.vm_id, deps.now(), deps.random(6));
  return start(deps, asked, proposed, bodyHash('test', body), asker, key);
}

interface Asked {
  job_type: ReadinessInput['type'];
  request: StartRequest;
}

/**
 * Starts a failover, once for an Idempotency-Key. Raises, in this order: options of later releases (422), a used key
 * (422), unknown VM (404), contradictory name or network (400), the refusals of readiness, an open workflow (409); 503
 * with `details.job_id` where a start could not be confirmed.
 */
function start(
  deps: ApiDeps,
  asked: Asked,
  proposed: string,
  hash: string,
  asker: Asker,
  key: Key | null,
): Promise<StartResponse> {
  const { request } = asked;
  return once(deps, key, {
    hash,
    proposed,
    begin: (jobId) => begin(deps, jobId, asked, hash, asker),
    found: async (jobId) => {
      const job = async (): Promise<NewJob> =>
        newJob(deps, jobId, await deps.db.uow.read((repos) => getVm(repos, request.vm_id)), asked, asker);
      const started = await findStarted(deps, jobId, request.vm_id, job);
      return started && accepted(started, NO_HISTORY, testOptions(request));
    },
  });
}

/** Options that later releases bring are refused by name (422): nothing is accepted and ignored. */
export function toStartRequest({ notification_config, ...request }: LiveRequest): StartRequest {
  if (Object.keys(notification_config).length === 0) return request;
  throw new ApiError('NOT_READY', 'This release does not support notification_config; leave it out', {
    details: { unsupported: ['notification_config'] },
  });
}

/** As `toStartRequest`, with the time that the test is held. */
export function toTestRequest({ test_duration, auto_cleanup, ...rest }: TestRequest): StartRequest {
  const held = test_duration === undefined ? DEFAULT_TEST_MS : parseDuration(test_duration);
  return { ...toStartRequest(rest), test_duration_ms: auto_cleanup ? held : null };
}

/** Validates by readiness and starts. */
async function begin(deps: ApiDeps, jobId: string, asked: Asked, hash: string, asker: Asker): Promise<StartResponse> {
  const { job_type, request } = asked;
  const gathered = await gather(deps, job_type, jobId, request);
  const { vm } = gathered.input;
  refuseContradictions(request, vm);
  const readiness = await evaluate(gathered, deps.logger);
  if (readiness.refusal !== null || readiness.plan === null) throw refused(readiness, gathered.input);
  const estimate = await estimateDuration(deps.db, readiness.plan.itinerary);

  const job = newJob(deps, jobId, vm, asked, asker);
  await startRun(deps, job, request, { request_id: asker.request_id, hash });
  return accepted(job, estimate, testOptions(request));
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

function newJob(deps: ApiDeps, jobId: string, vm: StoredVm, { job_type, request }: Asked, asker: Asker): NewJob {
  const { vm_id, name: vm_name } = vm;
  const about = { job_id: jobId, job_type, vm_id, vm_name, parent_job_id: null };
  return headOf(deps, { ...about, replication_job_id: vm.replication?.job_id ?? null }, request, asker);
}

function refused({ refusal, checks, required_actions }: Readiness, input: ReadinessInput): ApiError {
  if (refusal === null) throw new Error('a VM that may be failed over has a plan');
  const holder = input.open_job?.job_id ?? input.vm.held_by;
  const details = {
    ...(['ACTIVE_JOBS', 'INVALID_STATE'].includes(refusal.code) && holder !== null ? { job_id: holder } : {}),
    checks: checks.filter((check) => check.status !== 'pass' && check.status !== 'skip'),
  };
  return new ApiError(refusal.code, refusal.message, { details, required_actions });
}
