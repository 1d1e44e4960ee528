import type { CloudStackReads, VirtualMachine } from '../../domain/cloudstack.js';
import { isOpen } from '../../domain/status.js';
import type { RecordedJob } from '../../domain/job.js';
import { refsOf, type FollowUp, type Refused } from './job.js';

const GONE: readonly string[] = ['Destroyed', 'Expunging', 'Expunged'];

/**
 * What is to become of a job whose workflow is gone. A live failover whose destination runs is left as it is: its guest
 * may be in use. Everything else comes home: call by call where the destination certainly never ran, else the whole way
 * back, whose revert is harmless where nothing was written (R7).
 */
export async function planRecover(job: RecordedJob, reads: CloudStackReads): Promise<FollowUp | Refused> {
  if (!isOpen(job.status)) return { refused: [`job ${job.job_id} is ${job.status}: there is nothing to recover`] };
  const closes: FollowUp['closes'] = [{ job_id: job.job_id, status: 'failed' }];
  const { plan } = job;
  if (plan === null) return { plan: null, refs: {}, closes, why: 'the run had touched nothing' };
  if (job.job_type === 'commit')
    return { plan: null, refs: {}, way: 'leave', closes, why: 'the failover stands: commit again' };
  const refs = refsOf(job);
  const tries = Object.fromEntries(job.steps.flatMap(({ calls }) => calls.map((call) => [call.key, call.try])));
  const vm = await destinationOf(job, reads);
  if (vm !== undefined) refs.$vm = vm.id;
  if (job.job_type === 'live' && vm?.state === 'Running') {
    const held = await reads.listVolumesOfVirtualMachine(vm.id);
    if (job.volumes.every(({ volume_id }) => held.some(({ id }) => id === volume_id)))
      return {
        plan: null,
        refs,
        way: 'leave',
        closes: [{ job_id: job.job_id, status: 'completed' }],
        why: `VM ${vm.id} is Running with every replica: nothing was touched`,
      };
  }
  const rolledBack = job.job_type === 'rollback' && job.parent_job_id !== null;
  return {
    plan: { ...plan, itinerary: { ...plan.itinerary, returns: true } },
    refs: vm?.details?.deployvm === 'true' ? { ...refs, $fresh: 'true' } : refs,
    tries,
    way: job.job_type === 'rollback' || mayHaveRun(job, vm) ? 'back' : 'undo',
    closes: rolledBack ? [...closes, { job_id: job.parent_job_id ?? '', status: 'rolled_back' }] : closes,
  };
}

/** Recorded progress may lag behind, so what may have been scheduled counts as scheduled. */
function mayHaveRun({ steps }: RecordedJob, vm: VirtualMachine | undefined): boolean {
  // CloudStack ≥ 4.22 drops this detail at the first start (recordings, deployVirtualMachine).
  if (vm?.details?.deployvm === 'true') return false;
  const begun = steps.filter(({ status }) => status !== 'pending').map(({ name }) => name);
  return begun.includes('network') || begun.includes('power_on');
}

async function destinationOf(
  { destination_vm_id, plan }: RecordedJob,
  reads: CloudStackReads,
): Promise<VirtualMachine | undefined> {
  if (destination_vm_id !== null) return reads.getVirtualMachine(destination_vm_id);
  if (plan === null) return undefined;
  const named = await reads.findVirtualMachinesByName(plan.machine.host_name);
  return named.find((vm) => vm.details?.['failover.job'] === plan.job_id && !GONE.includes(vm.state));
}
