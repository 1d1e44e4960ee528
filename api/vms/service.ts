import type { Repositories } from '../../db/index.js';
import type { StoredVm } from '../../domain/inventory.js';
import { ApiError } from '../errors.js';

/** The VM. Raises 404 VM_NOT_FOUND. */
export async function getVm(repos: Repositories, vmId: string): Promise<StoredVm> {
  const vm = await repos.vms.get(vmId);
  if (vm === null) throw new ApiError('VM_NOT_FOUND', `There is no VM ${vmId} in the inventory`);
  return vm;
}

/** Raises 409 while an operation has the VM, and after it until every replica is home again. */
export async function deleteVm(repos: Repositories, vmId: string): Promise<void> {
  const vm = await getVm(repos, vmId);
  const open = await repos.jobs.openForVm(vmId);
  if (open !== null)
    throw new ApiError('ACTIVE_JOBS', `Job ${open.job_id} works on this VM`, { details: { job_id: open.job_id } });
  if (vm.held_by !== null)
    throw new ApiError('INVALID_STATE', `Job ${vm.held_by} still holds replicas of this VM`, {
      details: { job_id: vm.held_by },
    });
  await repos.vms.delete(vmId);
}
