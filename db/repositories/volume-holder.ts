import { In, Not } from 'typeorm';
import { FailoverJobEntity } from '../entities/failover-job.js';
import { FailoverVolumeEntity } from '../entities/failover-volume.js';
import { VmEntity } from '../entities/vm.js';
import type { Context } from './context.js';

/**
 * The job that has this replica of another VM: the one that holds that VM, or that it rolls back. A VM that leaves it out of
 * its inventory, or was registered anew in VMware, does not make the replica free to be written to (R2).
 */
export async function volumeHolder(
  { manager }: Context,
  volumeId: string,
  vmId: string,
): Promise<{ job_id: string; vm_id: string } | null> {
  const taken = await manager.findBy(FailoverVolumeEntity, { volume_id: volumeId });
  if (taken.length === 0) return null;
  const jobs = await manager.find(FailoverJobEntity, {
    where: { job_id: In(taken.map(({ job_id }) => job_id)), vm_id: Not(vmId) },
    select: { job_id: true, vm_id: true },
    order: { id: 'ASC' },
  });
  const vms = await manager.find(VmEntity, {
    where: { vm_id: In(jobs.map(({ vm_id }) => vm_id)) },
    select: { vm_id: true, held_by: true },
  });
  const holding = vms.flatMap(({ held_by }) => held_by ?? []);
  const holders = await manager.find(FailoverJobEntity, {
    where: { job_id: In(holding) },
    select: { parent_job_id: true },
  });
  const followed = holders.flatMap(({ parent_job_id }) => parent_job_id ?? []);
  const holder = jobs.find(({ job_id }) => [...holding, ...followed].includes(job_id));
  return holder === undefined ? null : { job_id: holder.job_id, vm_id: holder.vm_id };
}
