import type { ApiDeps } from '../deps.js';
import { API_PREFIX } from '../openapi.js';
import { route, type Route } from '../route.js';
import { jobParams, done } from '../schemas.js';
import type { Caller } from '../caller.js';
import {
  CancelRequest,
  CancelResponse,
  idempotencyHeader,
  JobListQuery,
  JobListResponse,
  LiveRequest,
  ResolveRequest,
  ResolveResponse,
  StartResponse,
  StatusResponse,
  StepsResponse,
} from './schemas.js';
import { cancelJob, resolveJob } from './messages.js';
import { startLive } from './start.js';
import { jobSummary, statusView, stepsView } from './views.js';

const tag = 'failover';

/** Raises where a route forgot its role. */
function asking({ caller }: { caller: Caller | null }): Caller {
  if (caller === null) throw new Error('the role of this route lets nobody through without a token');
  return caller;
}

export function failoverRoutes(deps: ApiDeps): Route[] {
  const { db, now } = deps;

  const live = route({
    method: 'post',
    path: '/failover/live',
    operationId: 'startLiveFailover',
    tag,
    summary: 'Starts a live failover',
    description: '202 once the workflow exists, also while no worker runs. One open operation per VM.',
    role: 'operator',
    headers: idempotencyHeader,
    body: LiveRequest,
    audited: ['skip_validation', 'network_mappings', 'custom_config'],
    status: 202,
    response: StartResponse,
    responseHeaders: { Location: 'where the status of the job is' },
    errors: [
      'VM_NOT_FOUND',
      'ACTIVE_JOBS',
      'INVALID_STATE',
      'NOT_READY',
      'NETWORK_MAPPING_MISSING',
      'CONFIRMATION_REQUIRED',
      'IDEMPOTENCY_KEY_REUSED',
      'OSSEA_API_ERROR',
      'OSSEA_NOT_CONFIGURED',
    ],
    async handler({ headers, body }, { caller, request_id, setHeader }) {
      const { name } = asking({ caller });
      const key = headers['idempotency-key'];
      const asker = { requested_by: name, request_id };
      // By name: the bootstrap token has a new row after each restart of the API.
      const owned = key === undefined ? null : { key, caller: name };
      const answer = await startLive(deps, body, asker, owned);
      setHeader('Location', `${API_PREFIX}/failover/${answer.job_id}/status`);
      return answer;
    },
  });

  const list = route({
    method: 'get',
    path: '/failover/jobs',
    operationId: 'listFailoverJobs',
    tag,
    summary: 'Failover jobs, newest first',
    role: 'viewer',
    query: JobListQuery,
    response: JobListResponse,
    async handler({ query }) {
      const { rows, total } = await db.uow.read((repos) => repos.jobs.list(query));
      const jobs = rows.map((row) => jobSummary(row, now()));
      return done(`Found ${total} jobs`, { total_jobs: total, returned_jobs: jobs.length, jobs });
    },
  });

  const status = route({
    method: 'get',
    path: '/failover/{job_id}/status',
    operationId: 'getFailoverStatus',
    tag,
    summary: 'Where a job stands',
    role: 'viewer',
    params: jobParams,
    response: StatusResponse,
    errors: ['JOB_NOT_FOUND'],
    handler: ({ params }) => statusView(deps, params.job_id),
  });

  const steps = route({
    method: 'get',
    path: '/failover/{job_id}/steps',
    operationId: 'getFailoverSteps',
    tag,
    summary: 'Every step and call of a job, with tries, times and what was observed',
    role: 'viewer',
    params: jobParams,
    response: StepsResponse,
    errors: ['JOB_NOT_FOUND'],
    handler: ({ params }) => stepsView(deps, params.job_id),
  });

  const cancel = route({
    method: 'post',
    path: '/failover/{job_id}/cancel',
    operationId: 'cancelFailover',
    tag,
    summary: 'Asks a job to undo itself',
    description:
      'Before the point of no return the call in flight is finished, then everything is undone. 409 after it: then only a rollback helps. While the job is already undoing, 202 without further effect.',
    role: 'operator',
    params: jobParams,
    body: CancelRequest,
    status: 202,
    response: CancelResponse,
    errors: ['JOB_NOT_FOUND', 'INVALID_STATE'],
    handler: ({ params, body }, context) => cancelJob(deps, params.job_id, body.reason, asking(context).name),
  });

  const resolve = route({
    method: 'post',
    path: '/failover/{job_id}/resolve',
    operationId: 'resolveAttention',
    tag,
    summary: 'Answers a job that waits for a person',
    description:
      '503 "not confirmed" means that the answer may still take effect: look at the status before repeating it.',
    role: 'operator',
    params: jobParams,
    headers: idempotencyHeader,
    body: ResolveRequest,
    audited: ['attention_id', 'action', 'confirm_data_loss'],
    response: ResolveResponse,
    errors: ['JOB_NOT_FOUND', 'INVALID_STATE', 'CONFIRMATION_REQUIRED', 'IDEMPOTENCY_KEY_REUSED'],
    handler: ({ params, headers, body }, context) =>
      resolveJob(deps, params.job_id, body, asking(context).name, {
        key: headers['idempotency-key'],
        request_id: context.request_id,
      }),
  });

  return [live, list, status, steps, cancel, resolve];
}
