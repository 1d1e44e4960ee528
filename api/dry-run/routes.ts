import type { ApiDeps } from '../deps.js';
import { route, type Route } from '../route.js';
import { DryRunRequest, DryRunResponse } from './schemas.js';
import { dryRun } from './service.js';

export function dryRunRoutes(deps: ApiDeps): Route[] {
  return [
    route({
      method: 'post',
      path: '/failover/dry-run',
      operationId: 'dryRunFailover',
      tag: 'failover',
      summary: 'What a start would do: checks, machine, disks and every CloudStack call; nothing is changed',
      description: '200 also where the start would be refused; `refusal` then says with what.',
      role: 'operator',
      body: DryRunRequest,
      changes: false,
      response: DryRunResponse,
      errors: ['VM_NOT_FOUND', 'NOT_READY', 'OSSEA_NOT_CONFIGURED'],
      handler: ({ body }) => dryRun(deps, body),
    }),
  ];
}
