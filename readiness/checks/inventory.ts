import { isReplicating } from '../../domain/inventory.js';
import { fail, pass, type CheckDefinition } from '../check.js';

export const vmExistence: CheckDefinition = {
  name: 'VM Existence',
  type: 'critical',
  safety: true,
  run({ vm }) {
    if (vm.disks.length === 0)
      return fail('The VM has no disks in the inventory', 'Run the initial replication of this VM.');
    if (vm.cpu_count < 1 || vm.memory_mb < 1)
      return fail(
        'CPU or memory of the source VM is not known',
        'Let replication discover the VM again, so that its specification is stored.',
      );
    return pass('VM exists and is accessible', {
      disks: vm.disks.length,
      cpu_count: vm.cpu_count,
      memory_mb: vm.memory_mb,
    });
  },
};

export const activeJobs: CheckDefinition = {
  name: 'Active Jobs',
  type: 'critical',
  safety: true,
  run({ vm, open_job, job_id }) {
    const held = (holder: string) =>
      fail(
        `Operation ${holder} holds this VM`,
        `Wait for ${holder} to end, or end it.`,
        { job_id: holder },
        'ACTIVE_JOBS',
      );
    if (open_job !== null) return held(open_job.job_id);
    // A finished live failover holds its VM on, so that replication keeps off; there is nothing to wait for.
    if (vm.failover_state === 'failed_over')
      return fail(
        'The VM is failed over already',
        'Roll the live failover back before starting another one.',
        vm.held_by === null ? undefined : { job_id: vm.held_by },
        'INVALID_STATE',
      );
    if (vm.held_by !== null && vm.held_by !== job_id) return held(vm.held_by);
    if (vm.replication !== null && isReplicating(vm.replication))
      return fail(
        `Replication job ${vm.replication.job_id} is ${vm.replication.status}`,
        'Wait for the replication job to end.',
        {
          replication_job_id: vm.replication.job_id,
        },
      );
    return pass('No active jobs found for VM');
  },
};

/** One replica is one job's at a time, even where two VMs of the inventory name it (R2). */
export const volumesFree: CheckDefinition = {
  name: 'Replicas Free',
  type: 'critical',
  safety: true,
  run({ volumes_in_use }) {
    const [first] = volumes_in_use;
    if (first === undefined) return pass('No other job has taken a replica of this VM');
    const taken = volumes_in_use.map((v) => v.volume_id).join(', ');
    return fail(
      `Job ${first.job_id} has taken ${taken}`,
      `Wait for ${first.job_id} to end, and correct the volumes in the inventory.`,
      { volumes: volumes_in_use },
      'ACTIVE_JOBS',
    );
  },
};

export const resync: CheckDefinition = {
  name: 'Replica Unaltered',
  type: 'critical',
  safety: true,
  run({ vm }) {
    const altered = vm.disks.filter((d) => d.resync_required).map((d) => d.disk_id);
    if (altered.length === 0) return pass('No replica needs a full resync');
    return fail(`A boot without verified revert altered ${altered.join(', ')}`, 'Run a full sync of these disks.', {
      disks: altered,
    });
  },
};
