import type { ApiDeps } from '../deps.js';
import { API_PREFIX } from '../openapi.js';
import { route, type Route } from '../route.js';
import { jobParams, done } from '../schemas.js';
import {
  idempotencyHeader,
  JobListQuery,
  JobListResponse,
  LiveRequest,
  StartResponse,
  StatusResponse,
  StepsResponse,
} from './schemas.js';
import { startLive } from './start.js';
import { getJob, jobSummary, statusView, stepsView } from './views.js';

const tag = 'failover';

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
      if (caller === null) throw new Error('the role of this route lets nobody through without a token');
      const key = headers['idempotency-key'];
      const asker = { requested_by: caller.name, request_id };
      // By name: the bootstrap token has a new row after each restart of the API.
      const owned = key === undefined ? null : { key, caller: caller.name };
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
    async handler({ params }) {
      return statusView(await db.uow.read((repos) => getJob(repos, params.job_id)), deps);
    },
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

  return [live, list, status, steps];
}
