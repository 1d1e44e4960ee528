import type { ApiDeps } from '../deps.js';
import { API_PREFIX } from '../openapi.js';
import { route, type Route } from '../route.js';
import { done } from '../schemas.js';
import { diagnose } from './diagnosis.js';
import { createHealth } from './health.js';
import { debugJobs } from './jobs.js';
import { recentLogs } from './logs.js';
import {
  DebugJobsQuery,
  DebugJobsResponse,
  DiagnosisResponse,
  EndpointsResponse,
  HealthResponse,
  LogsQuery,
  LogsResponse,
} from './schemas.js';

/** `all` gives every route of the API, these included. */
export function debugRoutes(deps: ApiDeps, all: () => readonly Route[]): Route[] {
  const health = createHealth(deps);
  return [
    route({
      method: 'get',
      path: '/debug/health',
      operationId: 'getHealth',
      tag: 'debug',
      summary: 'Whether the parts answer; figures with a token only',
      description: '200 whatever the state is: the words tell.',
      role: 'open',
      response: HealthResponse,
      handler: (_parts, { caller }) => health(caller !== null),
    }),
    route({
      method: 'post',
      path: '/debug/diagnosis',
      operationId: 'diagnose',
      tag: 'debug',
      summary: 'Everything a failover needs, looked at now, and what to do about what is wrong',
      description:
        'Temporal, its search attributes, workers, the database and its schema, the active configuration, its key and permissions, and the clocks. Takes some seconds; 200 whatever is found.',
      role: 'operator',
      changes: false,
      response: DiagnosisResponse,
      async handler() {
        const findings = await diagnose(deps);
        const wrong = findings.filter(({ status }) => status !== 'pass').length;
        return done(wrong === 0 ? 'Nothing is wrong' : `${wrong} findings`, { version: deps.version, findings });
      },
    }),
    route({
      method: 'get',
      path: '/debug/failover-jobs',
      operationId: 'debugFailoverJobs',
      tag: 'debug',
      summary: 'Jobs as projected beside their workflows, with every disagreement',
      description: 'Newest first. Asks Temporal for each job of the page, so pages are small.',
      role: 'viewer',
      query: DebugJobsQuery,
      response: DebugJobsResponse,
      handler: ({ query }) => debugJobs(deps, query),
    }),
    route({
      method: 'get',
      path: '/debug/logs',
      operationId: 'getLogs',
      tag: 'debug',
      summary: "The last lines of this API process's log; of a job also what its run has recorded",
      description: 'Oldest first, secrets censored. The worker’s own log is where the worker writes it.',
      role: 'viewer',
      query: LogsQuery,
      response: LogsResponse,
      errors: ['JOB_NOT_FOUND'],
      handler: ({ query }, { caller }) => recentLogs(deps, query, caller),
    }),
    route({
      method: 'get',
      path: '/debug/endpoints',
      operationId: 'listEndpoints',
      tag: 'debug',
      summary: 'Every route with the role it needs',
      role: 'viewer',
      response: EndpointsResponse,
      handler() {
        const endpoints = all().map(({ method, path, operationId, summary, role }) => ({
          method: method.toUpperCase(),
          path: `${API_PREFIX}${path}`,
          operation_id: operationId,
          summary,
          role,
        }));
        return done(`${endpoints.length} endpoints`, {
          total_endpoints: endpoints.length,
          endpoints,
        });
      },
    }),
  ];
}
