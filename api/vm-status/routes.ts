import type { z } from 'zod';
import type { ApiDeps } from '../deps.js';
import { readinessQuery } from '../readiness/schemas.js';
import { evaluated } from '../readiness/service.js';
import { route, type Route } from '../route.js';
import { done, vmParams } from '../schemas.js';
import {
  ActiveJobsResponse,
  NetworkMappingStatusResponse,
  SyncStatusResponse,
  VolumeStatusResponse,
} from './schemas.js';
import { activeJobs, networkStatus, syncStatus, volumeStatus, type Evaluated } from './views.js';

/** The mission's single questions of a VM: each answered by the one engine of readiness. */
export function vmStatusRoutes(deps: ApiDeps): Route[] {
  function status<R extends z.ZodType>(
    path: string,
    operationId: string,
    summary: string,
    response: R,
    fields: (evaluated: Evaluated) => object,
  ): Route {
    return route({
      method: 'get',
      path: `/vms/{vm_id}/${path}`,
      operationId,
      tag: 'readiness',
      summary,
      role: 'viewer',
      params: vmParams,
      query: readinessQuery,
      response,
      errors: ['VM_NOT_FOUND', 'OSSEA_NOT_CONFIGURED'],
      async handler({ params: { vm_id }, query }) {
        const found = await evaluated(deps, vm_id, query.type);
        return done(`${summary} of ${found.input.vm.name}`, { vm_id, ...fields(found) }) as z.input<R>;
      },
    });
  }

  return [
    status('sync-status', 'getSyncStatus', 'Sync status', SyncStatusResponse, (found) => ({
      sync_status: syncStatus(found),
    })),
    status(
      'network-mapping-status',
      'getNetworkMappingStatus',
      'Network mappings',
      NetworkMappingStatusResponse,
      (found) => ({
        network_status: networkStatus(found),
      }),
    ),
    status('volume-status', 'getVolumeStatus', 'Replicas', VolumeStatusResponse, (found) => ({
      volume_status: volumeStatus(found),
    })),
    status('active-jobs', 'getActiveJobs', 'Active jobs', ActiveJobsResponse, (found) => ({
      active_jobs: activeJobs(found),
    })),
  ];
}
