import type { CloudStackReads, VirtualMachine, Volume } from '../../domain/cloudstack.js';
import { freshnessOf } from '../../domain/freshness.js';
import {
  COMPLETE,
  isRevert,
  revertedBy,
  type BackStep,
  type CallSpec,
  type Itinerary,
  type StepName,
} from '../../domain/itinerary.js';
import type { CallProjection, RecordedJob, StepProjection } from '../../domain/job.js';
import type { RunPlan } from '../../domain/plan.js';
import { refsOf } from './job.js';

export interface Found {
  job: RecordedJob;
  plan: RunPlan;
  reads: CloudStackReads;
  /** The job's VM, at rest. */
  vm: VirtualMachine | undefined;
  onVm: readonly Volume[];
}

interface Homecoming {
  way_back: BackStep[];
  unreverted: string[];
  refs: Record<string, string>;
}

/**
 * The way back of a run that stopped anywhere: of the itinerary's own way back those calls that CloudStack's state leaves
 * to be done, whether the run was on its way forward or back. `refs` are names that it needs besides the recorded ones.
 */
export async function homecoming(found: Found): Promise<Homecoming> {
  const { plan, job, reads, vm, onVm } = found;
  const { itinerary, disks } = plan;
  const replicas = disks.map(({ volume_id }) => volume_id);
  const volumes = await Promise.all(replicas.map((id) => reads.getVolume(id)));
  const away = replicas.filter((_, i) => volumes[i]?.virtualmachineid === undefined || isOn(volumes[i], vm));
  const refs = refsOf(job);
  const isAttached = (object: string): boolean => onVm.some(({ id }) => id === (refs[object] ?? object));
  const ran = mayHaveRun(found);
  const isReverted = (id: string, i: number): boolean => {
    const revert = revertOf(job, id);
    return revert !== undefined && !isUndone(revert, found, volumes[i]);
  };
  const written = ran ? replicas.filter((id, i) => !isReverted(id, i)) : [];
  // Where the run had come to no start a revert is a precaution against somebody else's, taken where it is known to work.
  const revertible = ran ? written : plan.rollback_possible || job.job_type === 'test' ? away : [];
  const wanted = revertible.filter((id) => away.includes(id));
  const reverts = await revertsOf(found, wanted);
  const reverted = new Set(reverts.filter(isRevert).flatMap(revertedBy));
  const detach = callsOf(itinerary, 'detach').filter(
    ({ object, args, activity }) =>
      isAttached(object) || isNamed(args, onVm) || (activity === 'confirmStayedStopped' && vm !== undefined),
  );
  // Asked last: by then nothing is on the VM any more, so that the answer stays true.
  const started: CallSpec[] =
    itinerary.started !== undefined && vm !== undefined && detach.length > 0 && reverted.size === 0 && !ran
      ? [{ ...itinerary.started, args: { ...itinerary.started.args, replicas: replicas.filter(isAttached) } }]
      : [];
  const steps: Partial<Record<StepName, CallSpec[]>> = {
    ...(vm === undefined ? {} : { stop: callsOf(itinerary, 'stop') }),
    detach: [...detach, ...started],
    revert: reverts,
    reattach: homeward(itinerary, job),
    discard: [...callsOf(itinerary, 'discard'), ...blankRoot(itinerary, refs)],
    ...(vm === undefined ? {} : { destroy_vm: callsOf(itinerary, 'destroy_vm') }),
    verify: callsOf(itinerary, 'verify'),
  };
  const order: StepName[] =
    itinerary.strategy === 'vm-snapshot'
      ? ['stop', 'revert', 'detach', 'reattach', 'discard', 'destroy_vm', 'verify']
      : ['stop', 'detach', 'revert', 'reattach', 'discard', 'destroy_vm', 'verify'];
  const way_back = order.flatMap((name): BackStep[] => {
    const calls = steps[name] ?? [];
    return calls.length === 0 ? [] : [{ name, status: name === 'revert' ? 'reverting' : 'cleanup', calls }];
  });
  return {
    way_back: [...way_back, COMPLETE],
    unreverted: written.filter((id) => !reverted.has(id)),
    refs: { ...freshness(vm), ...(ran && written.length === 0 ? stoppedSince(vm) : {}) },
  };
}

/** As the deploy would tell it now. */
function freshness(vm: VirtualMachine | undefined): Record<string, string> {
  const fresh = vm?.state === 'Stopped' ? freshnessOf(vm) : undefined;
  return fresh === undefined ? {} : { $fresh: fresh };
}

/** As the revert would tell it, had it been seen just now. */
function stoppedSince(vm: VirtualMachine | undefined): Record<string, string> {
  return vm?.state === 'Stopped' && vm.lastupdated !== undefined ? { $reverted: vm.lastupdated } : {};
}

/**
 * Whether the destination may have been started, by the run or by somebody: recorded progress may lag behind, but
 * CloudStack was asked for the job of the start before. Clones keep their replicas from it.
 */
function mayHaveRun({ job, plan, vm }: Found): boolean {
  if (plan.itinerary.strategy === 'clone') return false;
  if (vm?.state === 'Stopped' && freshnessOf(vm) === 'marked') return false;
  if (job.job_type === 'rollback' || vm?.state === 'Running') return true;
  if (vm?.state === 'Stopped' && vm.lastupdated !== undefined) return true;
  return runsOf(job).some((steps) => steps.some(({ name, status }) => name === 'power_on' && status !== 'pending'));
}

/** Seen by the lost run itself, or afterwards by its job at CloudStack (R7). */
function revertOf(job: RecordedJob, volumeId: string): CallProjection | undefined {
  const keys = [`revert/revertSnapshot/${volumeId}`, 'revert/revertToVMSnapshot/$vm'];
  const calls = runsOf(job).flatMap((steps) => steps.flatMap((step) => step.calls));
  return calls.find(({ key, status }) => status === 'completed' && keys.includes(key));
}

/**
 * Whether the replica may have been written to since: by volume snapshot it was off the destination, so one that is there
 * was attached again; by VM snapshot it stays there for a while, and the VM was started.
 */
function isUndone({ started_at }: CallProjection, { plan, vm }: Found, volume: Volume | undefined): boolean {
  if (plan.itinerary.strategy !== 'vm-snapshot') return isOn(volume, vm);
  if (vm?.state !== 'Stopped') return vm?.state === 'Running';
  if (vm.lastupdated === undefined) return false;
  // The stop came before the revert, so a state that has changed since is somebody's start.
  return started_at === undefined || Date.parse(vm.lastupdated) > Date.parse(started_at);
}

function runsOf({ steps, lost_recoveries }: RecordedJob): StepProjection[][] {
  return [steps, ...lost_recoveries.map((recovery) => recovery.steps)];
}

/** Reverts of these replicas, as far as there are snapshots; of a VM snapshot always, because no disk comes off before it is gone. */
async function revertsOf({ plan, job, reads, vm }: Found, wanted: readonly string[]): Promise<CallSpec[]> {
  const calls = callsOf(plan.itinerary, 'revert');
  if (plan.itinerary.strategy === 'vm-snapshot') {
    // A VM that has run needs no start to be reverted.
    const reverts =
      vm !== undefined && freshnessOf(vm) === undefined ? calls.map(({ unless_started: _, ...call }) => call) : calls;
    const snapshots = vm === undefined ? [] : await reads.listVmSnapshots(vm.id);
    const ours = snapshots.some(({ name, displayname }) => [name, displayname].includes(plan.job_id));
    return ours ? reverts : [];
  }
  const refs = refsOf(job);
  const usable = await Promise.all(
    calls.map(async ({ object, args }) => {
      const volumeId = volumeOf(args);
      if (refs[object] === undefined || !wanted.includes(volumeId)) return false;
      const snapshots = await reads.listSnapshotsOfVolume(volumeId);
      return snapshots.some(({ id, state }) => id === refs[object] && state === 'BackedUp');
    }),
  );
  return calls.filter((_, i) => usable[i]);
}

function volumeOf({ volumeid }: CallSpec['args']): string {
  return typeof volumeid === 'string' ? volumeid : '';
}

/**
 * With clones the replicas go home before anything runs, so the way home is among the steps. Once they are there they are
 * replication's own: none is attached any more (R2).
 */
function homeward(itinerary: Itinerary, job: RecordedJob): CallSpec[] {
  const back = callsOf(itinerary, 'reattach');
  const forth = itinerary.steps.find(({ name }) => name === 'reattach')?.calls ?? [];
  const isOver = job.steps.some(({ name, status }) => name === 'reattach' && status === 'completed');
  if (itinerary.strategy === 'clone' && isOver) return [];
  return back.length > 0 ? back : forth.map(({ undo: _, ...call }) => call);
}

/** Of a run that ended between detaching and deleting it. */
function blankRoot({ steps }: Itinerary, refs: Record<string, string>): CallSpec[] {
  if (refs.$blank_root === undefined) return [];
  const undos = steps.flatMap(({ calls }) => calls.flatMap(({ undo = [] }) => undo));
  return undos.filter(({ object }) => object === '$blank_root');
}

/** A clone whose id was not recorded. */
function isNamed({ clone }: CallSpec['args'], volumes: readonly Volume[]): boolean {
  const { name } = (clone ?? {}) as { name?: string };
  return volumes.some((volume) => volume.name === name);
}

function callsOf({ way_back }: Itinerary, name: StepName): CallSpec[] {
  return way_back.find((step) => step.name === name)?.calls ?? [];
}

function isOn(volume: Volume | undefined, vm: VirtualMachine | undefined): boolean {
  return vm !== undefined && volume?.virtualmachineid === vm.id;
}
