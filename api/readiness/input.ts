import type { StartRequest } from '../../domain/plan.js';
import type { ReadinessInput } from '../../readiness/input.js';
import type { CloudStackReads } from '../../domain/cloudstack.js';
import { findTarget } from '../cloudstack.js';
import type { ApiDeps } from '../deps.js';
import { getVm } from '../vms/service.js';

export interface Gathered {
  input: ReadinessInput;
  /** Null together with `input.config`. */
  reads: CloudStackReads | null;
}

/** Everything readiness asks of the database, in one read. Raises 404 VM_NOT_FOUND. */
export async function gather(
  deps: ApiDeps,
  type: ReadinessInput['type'],
  jobId: string,
  request: StartRequest,
): Promise<Gathered> {
  return deps.db.uow.read(async (repos) => {
    const vm = await getVm(repos, request.vm_id);
    const target = await findTarget(deps, repos, vm.ossea_config);
    const open = await repos.jobs.openForVm(vm.vm_id);
    const input: ReadinessInput = {
      type,
      job_id: jobId,
      request,
      vm,
      config: target?.config ?? null,
      mappings: await repos.mappings.forVm(vm.vm_id),
      open_job:
        open === null || open.job_id === jobId
          ? null
          : { job_id: open.job_id, job_type: open.job_type, status: open.status },
      production_network_ids: await repos.mappings.productionDestinations(),
    };
    return { input, reads: target?.reads ?? null };
  });
}
