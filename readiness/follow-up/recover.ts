import type { CloudStackReads } from '../../domain/cloudstack.js';
import type { JobProjection, RecordedJob } from '../../domain/job.js';
import { isOurs } from '../../domain/marker.js';
import type { RunPlan } from '../../domain/plan.js';
import { isOpen } from '../../domain/status.js';
import { isInTransition } from '../../domain/vm-states.js';
import { homecoming } from './homecoming.js';
import { invalidState, refsOf, type Ask, type FollowUp, type Refused } from './job.js';
import { destinationOf } from './unrecorded.js';

const READY: JobProjection['hold'] = { failover_state: 'ready', held_by: null };

/**
 * What is to become of a job whose workflow is gone. A live destination that runs with every replica is left as it is:
 * its guest may be in use. Everything else comes home. Planned from what CloudStack shows once nothing of the lost run can
 * arrive or is under way any more; what the run has recorded may lag behind and is only believed where it is the worse.
 */
export async function planRecover(job: RecordedJob, ask: Ask): Promise<FollowUp | Refused> {
  const { job_id, job_type, plan, parent_job_id } = job;
  if (job_type === 'recover') return invalidState(`job ${job_id} is a recovery itself: recover ${parent_job_id ?? ''}`);
  if (!isOpen(job.status)) return invalidState(`job ${job_id} is ${job.status}: there is nothing to recover`);
  const closes = closesOf(job);
  const leave = (why: string, hold: JobProjection['hold']): FollowUp => ({ plan: null, refs: {}, why, hold, closes });
  const inForce = failedOver(job_type === 'live' ? job_id : parent_job_id);
  if (job_type === 'commit') return leave('the failover stands; commit it again', null);
  if (plan === null) {
    const moved = await outOfPlace(job, ask);
    if (moved.length > 0) return { code: 'NOT_READY', refused: moved };
    return leave('the run had touched nothing', job_type === 'rollback' ? inForce : READY);
  }

  const reads = await ask(plan.config);
  const since = await failedOverSince(job, plan, reads);
  if (since !== undefined)
    return leave(`its replicas are those of failover ${since}, which is in force`, failedOver(since));
  const vm = await destinationOf(job, reads);
  if (vm !== undefined && isInTransition(vm))
    return invalidState(`VM ${vm.id} is ${vm.state}: wait until it is Running or Stopped`);
  const onVm = vm === undefined ? [] : await reads.listVolumesOfVirtualMachine(vm.id);
  const whole = job.volumes.every(({ volume_id }) => onVm.some(({ id }) => id === volume_id));
  if (job_type !== 'test' && vm?.state === 'Running' && whole)
    return {
      ...leave(`VM ${vm.id} is Running with every replica: it is left as it is`, inForce),
      closes: closesOf(job, 'completed'),
    };
  const refs = { ...refsOf(job), ...(vm === undefined ? {} : { $vm: vm.id }) };
  const { way_back, unreverted, ...known } = await homecoming({ job, plan, reads, vm, onVm });
  const steps = plan.itinerary.steps.filter(({ name }) => name === 'validate');
  return {
    plan: { ...plan, itinerary: { ...plan.itinerary, steps, way_back, returns: true } },
    refs: { ...refs, ...known.refs },
    why: vm === undefined ? 'it has no VM' : `VM ${vm.id} is ${vm.state}`,
    unreverted,
    hold: READY,
    closes: job_type === 'rollback' ? [...closes, { job_id: parent_job_id ?? '', status: 'rolled_back' }] : closes,
  };
}

/**
 * The later failover that has the replicas now: a record of this job as open, out of a backup, then holds a VM that is
 * not its own any more. Known by the mark of the VM that they are on.
 */
async function failedOverSince(
  { failed_over_by }: RecordedJob,
  { job_id, disks }: RunPlan,
  reads: CloudStackReads,
): Promise<string | undefined> {
  const others = failed_over_by.filter((id) => id !== job_id);
  if (others.length === 0) return undefined;
  const volumes = await Promise.all(disks.map(({ volume_id }) => reads.getVolume(volume_id)));
  const [on, ...elsewhere] = new Set(volumes.map((volume) => volume?.virtualmachineid));
  const vm = on === undefined || elsewhere.length > 0 ? undefined : await reads.getVirtualMachine(on);
  return vm && others.find((id) => isOurs(vm, id));
}

/**
 * Replicas that are not where a run without a plan has left them: its plan is on record before it touches anything, so the
 * record is older than the run, e.g. out of a backup, and tells nothing of what is to be done.
 */
async function outOfPlace({ job_id, job_type, inventory }: RecordedJob, ask: Ask): Promise<string[]> {
  if (inventory === null) return [];
  const { config, appliance_vm_id, volumes } = inventory;
  const reads = await ask(config);
  const found = await Promise.all(volumes.map((id) => reads.getVolume(id)));
  return volumes.flatMap((id, i) => {
    const on = found[i]?.virtualmachineid;
    const isAsBefore = job_type === 'rollback' ? on !== undefined && on !== appliance_vm_id : on === appliance_vm_id;
    if (isAsBefore) return [];
    const where = on === undefined ? 'attached to no VM' : `on VM ${on}`;
    return [
      `${job_id} has no plan on record, yet volume ${id} is ${where}: the record is older than its run. Bring it back by hand`,
    ];
  });
}

/** The job itself and the recoveries of it that were lost, too. */
function closesOf(job: RecordedJob, live: 'completed' | 'failed' = 'failed'): JobProjection['closes'] {
  const lost = job.followed_by.filter(({ job_type, status }) => job_type === 'recover' && isOpen(status));
  return [
    { job_id: job.job_id, status: job.job_type === 'live' ? live : 'failed' },
    ...lost.map(({ job_id }) => ({ job_id, status: 'failed' as const })),
  ];
}

function failedOver(liveJobId: string | null): JobProjection['hold'] {
  return { failover_state: 'failed_over', held_by: liveJobId };
}
