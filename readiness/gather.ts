import type { NetworkMapping, StoredVm } from '../domain/inventory.js';
import type { OpenRun } from '../domain/job.js';
import type { JobType } from '../domain/status.js';
import type { ReadinessInput } from './input.js';

/** What readiness asks of the database; the repositories of one unit of work fit. */
export interface InventoryPort {
  jobs: {
    openForVm(vmId: string): Promise<{ job_id: string; job_type: JobType; status: string } | null>;
    openRunsBefore(jobId: string): Promise<OpenRun[]>;
    volumesInUse(volumeIds: string[], exceptJobId: string): Promise<ReadinessInput['volumes_in_use']>;
  };
  mappings: {
    forVm(vmId: string): Promise<NetworkMapping[]>;
    productionDestinations(): Promise<string[]>;
  };
}

type Gathered = Pick<
  ReadinessInput,
  'mappings' | 'open_job' | 'open_runs' | 'volumes_in_use' | 'production_network_ids'
>;

/** Everything of the input that belongs to neither request, VM nor configuration. */
export async function gatherInput({ jobs, mappings }: InventoryPort, vm: StoredVm, jobId: string): Promise<Gathered> {
  const open = await jobs.openForVm(vm.vm_id);
  const volumeIds = vm.disks.flatMap(({ volume_id }) => (volume_id === null ? [] : [volume_id]));
  return {
    mappings: await mappings.forVm(vm.vm_id),
    open_job:
      open === null || open.job_id === jobId
        ? null
        : { job_id: open.job_id, job_type: open.job_type, status: open.status },
    open_runs: await jobs.openRunsBefore(jobId),
    volumes_in_use: await jobs.volumesInUse(volumeIds, jobId),
    production_network_ids: await mappings.productionDestinations(),
  };
}
