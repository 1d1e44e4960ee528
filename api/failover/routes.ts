import type { ApiDeps } from '../deps.js';
import { route, type Route } from '../route.js';
import { jobParams, done } from '../schemas.js';
import {
  CancelRequest,
  CancelResponse,
  EndTestResponse,
  ExtendRequest,
  ExtendResponse,
  idempotencyHeader,
  JobListQuery,
  JobListResponse,
  LiveRequest,
  ResolveRequest,
  ResolveResponse,
  StatusResponse,
  StepsResponse,
  TestRequest,
} from './schemas.js';
import { cancelJob, resolveJob } from './messages.js';
import { followUpRoutes } from './follow-up/routes.js';
import { asking, started, starting } from './starting.js';
import { startLive, startTest } from './start.js';
import { endTest, extendTest } from './test.js';
import { jobSummary, statusView, stepsView } from './views.js';

const tag = 'failover';

const START_ERRORS = [
  'VM_NOT_FOUND',
  'ACTIVE_JOBS',
  'INVALID_STATE',
  'NOT_READY',
  'NETWORK_MAPPING_MISSING',
  'IDEMPOTENCY_KEY_REUSED',
  'OSSEA_API_ERROR',
  'OSSEA_NOT_CONFIGURED',
] as const;

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
    ...starting,
    errors: [...START_ERRORS, 'CONFIRMATION_REQUIRED'],
    handler: ({ headers, body }, context) =>
      started(headers, context, (asker, key) => startLive(deps, body, asker, key)),
  });

  const test = route({
    method: 'post',
    path: '/failover/test',
    operationId: 'startTestFailover',
    tag,
    summary: 'Starts a test failover',
    description:
      'On test networks only, ended by its deadline or by hand; every replica is given back as it was. 202 once the workflow exists, also while no worker runs. One open operation per VM.',
    role: 'operator',
    headers: idempotencyHeader,
    body: TestRequest,
    audited: ['skip_validation', 'network_mappings', 'custom_config', 'test_duration', 'auto_cleanup'],
    ...starting,
    errors: START_ERRORS,
    handler: ({ headers, body }, context) =>
      started(headers, context, (asker, key) => startTest(deps, body, asker, key)),
  });

  const end = route({
    method: 'delete',
    path: '/failover/test/{job_id}',
    operationId: 'endTestFailover',
    tag,
    summary: 'Ends a test failover',
    description:
      'In hold the clean-up begins; before it the test is undone. Without effect on a test that is ending or over.',
    role: 'operator',
    params: jobParams,
    status: 202,
    response: EndTestResponse,
    errors: ['JOB_NOT_FOUND', 'INVALID_STATE'],
    handler: ({ params }, context) => endTest(deps, params.job_id, asking(context).name),
  });

  const extend = route({
    method: 'post',
    path: '/failover/test/{job_id}/extend',
    operationId: 'extendTestFailover',
    tag,
    summary: 'Moves the deadline of a test in hold',
    description:
      'At most 30 days from the start of the hold. 503 "not confirmed" means that it may still take effect: look at the status before repeating it.',
    role: 'operator',
    params: jobParams,
    headers: idempotencyHeader,
    body: ExtendRequest,
    audited: ['duration', 'until'],
    response: ExtendResponse,
    errors: ['JOB_NOT_FOUND', 'INVALID_STATE', 'IDEMPOTENCY_KEY_REUSED'],
    handler: ({ params, headers, body }, context) =>
      extendTest(deps, params.job_id, body, asking(context).name, headers['idempotency-key'] ?? context.request_id),
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

  return [live, test, end, extend, ...followUpRoutes(deps), list, status, steps, cancel, resolve];
}
