import type { ApiDeps } from '../deps.js';
import { route, type Route } from '../route.js';
import { vmParams } from '../schemas.js';
import { readinessQuery, ReadinessResponse } from './schemas.js';
import { checkReadiness } from './service.js';

/** The mission names one validation three times; all three answer alike. */
const PATHS = [
  ['/failover/{vm_id}/readiness', 'getFailoverReadiness', 'Whether a failover of the VM may start now'],
  ['/vms/{vm_id}/failover-readiness', 'getVmFailoverReadiness', 'Comprehensive VM validation'],
  ['/vms/{vm_id}/configuration-check', 'getVmConfigurationCheck', 'Complete configuration validation'],
] as const;

export function readinessRoutes(deps: ApiDeps): Route[] {
  return PATHS.map(([path, operationId, summary]) =>
    route({
      method: 'get',
      path,
      operationId,
      tag: 'readiness',
      summary,
      description: '200 also when the VM is not ready; a CloudStack that does not answer makes checks `unknown`.',
      role: 'viewer',
      params: vmParams,
      query: readinessQuery,
      response: ReadinessResponse,
      errors: ['VM_NOT_FOUND', 'OSSEA_NOT_CONFIGURED'],
      handler: ({ params, query }) => checkReadiness(deps, params.vm_id, query.type),
    }),
  );
}
