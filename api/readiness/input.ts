import type { StartRequest } from '../../domain/plan.js';
import { gatherInput } from '../../readiness/gather.js';
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
    const input: ReadinessInput = {
      type,
      job_id: jobId,
      request,
      vm,
      config: target?.config ?? null,
      asked_at: deps.now().getTime(),
      ...deps.readinessBounds,
      ...(await gatherInput(repos, vm, jobId)),
    };
    return { input, reads: target?.reads ?? null };
  });
}
