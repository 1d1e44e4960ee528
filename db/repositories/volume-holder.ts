import { FailoverJobEntity } from '../entities/failover-job.js';
import { FailoverVolumeEntity } from '../entities/failover-volume.js';
import { VmEntity } from '../entities/vm.js';
import type { Context } from './context.js';

/**
 * The job that has this replica of another VM: the one that holds that VM, or that it rolls back. A VM that leaves it out of
 * its inventory, or was registered anew in VMware, does not make the replica free to be written to (R2).
 */
export function volumeHolder(
  { manager }: Context,
  volumeId: string,
  vmId: string,
): Promise<Pick<FailoverJobEntity, 'job_id' | 'vm_id'> | null> {
  return manager
    .createQueryBuilder(FailoverJobEntity, 'job')
    .select(['job.id', 'job.job_id', 'job.vm_id'])
    .innerJoin(FailoverVolumeEntity, 'volume', 'volume.job_id = job.job_id AND volume.volume_id = :volumeId', {
      volumeId,
    })
    .innerJoin(VmEntity, 'vm', 'vm.vm_id = job.vm_id AND vm.vm_id <> :vmId', { vmId })
    .innerJoin(FailoverJobEntity, 'holder', 'holder.job_id = vm.held_by')
    .where('job.job_id IN (holder.job_id, holder.parent_job_id)')
    .orderBy('job.id')
    .getOne();
}
