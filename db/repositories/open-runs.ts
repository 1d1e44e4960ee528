import { In, IsNull, LessThan, Not } from 'typeorm';
import type { OpenRun } from '../../domain/job.js';
import type { FailoverStatus, JobType } from '../../domain/status.js';
import { FailoverJobEntity } from '../entities/failover-job.js';
import { FailoverVolumeEntity } from '../entities/failover-volume.js';
import { VmDiskEntity } from '../entities/vm-disk.js';
import { VmEntity } from '../entities/vm.js';
import type { Context } from './context.js';

/** Statuses of runs that go forward: what an undo or a clean-up holds is given back, not taken. */
const FORWARD: FailoverStatus[] = ['pending', 'validating', 'snapshotting', 'creating_vm', 'attention'];
const RUNS: JobType[] = ['live', 'test'];

/** Runs that were accepted before this job, or all where it has no row yet; so of two at a limit the first one goes on. */
export async function openRunsBefore({ manager }: Context, jobId: string): Promise<OpenRun[]> {
  const own = await manager.findOne(FailoverJobEntity, { where: { job_id: jobId }, select: { id: true } });
  const jobs = await manager.find(FailoverJobEntity, {
    where: { status: In(FORWARD), job_type: In(RUNS), ...(own !== null && { id: LessThan(own.id) }) },
    select: { job_id: true, vm_id: true, strategy: true, destination_vm_id: true },
    order: { id: 'ASC' },
  });
  if (jobs.length === 0) return [];
  const vmIds = jobs.map((job) => job.vm_id);
  const [vms, disks, snapshots] = [
    await manager.find(VmEntity, {
      where: { vm_id: In(vmIds) },
      select: { vm_id: true, ossea_config: true, cpu_count: true, memory_mb: true },
    }),
    await manager.find(VmDiskEntity, { where: { vm_id: In(vmIds) }, select: { id: true, vm_id: true, size_gb: true } }),
    await manager.find(FailoverVolumeEntity, {
      where: { job_id: In(jobs.map((job) => job.job_id)), snapshot_id: Not(IsNull()) },
      select: { job_id: true, volume_id: true },
    }),
  ];
  return jobs.flatMap(({ job_id, vm_id, strategy, destination_vm_id }) => {
    const vm = vms.find((row) => row.vm_id === vm_id);
    if (vm === undefined) return [];
    return {
      job_id,
      ossea_config: vm.ossea_config,
      cpu_count: vm.cpu_count,
      memory_mb: vm.memory_mb,
      disk_gb: disks.filter((disk) => disk.vm_id === vm_id).map((disk) => disk.size_gb),
      strategy,
      deployed: destination_vm_id !== null,
      snapshots: snapshots.filter((row) => row.job_id === job_id).length,
    };
  });
}
