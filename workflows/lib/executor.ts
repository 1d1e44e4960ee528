import { patched } from '@temporalio/workflow';
import type { CallResult, EarlierCall } from '../../domain/call.js';
import {
  isRevert,
  ITINERARY_VERSION,
  undoOf,
  type BackStep,
  type Call,
  type CallSpec,
  type Step,
  type StepName,
} from '../../domain/itinerary.js';
import type { Attention, JobOutcome } from '../../domain/job.js';
import type { RunPlan } from '../../domain/plan.js';
import type { RunWindows } from '../../domain/windows.js';
import { Backward, RETRY, type Placed, type Sequence } from './backward.js';
import { RunAbandoned, RunCancelled, type Control } from './control.js';
import { CallGivenUp, perform } from './perform.js';
import { now, type Run } from './run.js';

/** A call that was started and must be undone if the run is (R5). */
interface Started {
  step: StepName;
  call: Call;
  tries: number;
}

type BootCheckOutcome = 'passed' | 'failed' | 'skipped' | 'not asked for';

/** Interprets an itinerary: steps when those they come after are done, branches in parallel, undo last first. */
export class Executor {
  private readonly started: Started[] = [];
  private failed = false;
  bootCheck: BootCheckOutcome = 'not asked for';
  private startedOutside = false;
  private wentBack = false;
  private reverts = false;
  /** The destination was seen Running; what is found of it later is somebody else's doing. */
  private running = false;
  /** Its VM snapshot was deleted: what is written from then on stays. */
  private vmSnapshotGone = false;
  private readonly common;
  private readonly backward;

  constructor(
    private readonly run: Run,
    private readonly control: Control,
    private readonly plan: RunPlan,
    windows: RunWindows,
  ) {
    this.common = { run, control, config: plan.config, windows, stopping: () => this.failed };
    this.backward = new Backward(this.common);
  }

  /**
   * Runs every step up to the hold of a test. Rejects, once all branches have come to rest, with CallGivenUp or
   * RunCancelled, after which `giveBack` is due, or with RunAbandoned, after which `wayBack` is. Any other error is a bug:
   * it is thrown first, fails the workflow task, and the run waits where it is for mended code.
   */
  async execute(): Promise<void> {
    if (this.plan.itinerary.version !== ITINERARY_VERSION)
      throw new RangeError(`itinerary version ${String(this.plan.itinerary.version)} is not known`);
    const steps = new Map<StepName, Promise<boolean>>();
    for (const step of this.plan.itinerary.steps.filter(({ name }) => name !== 'hold')) {
      const before = step.after.map((name) => steps.get(name) ?? Promise.resolve(false));
      steps.set(step.name, this.step(step, before));
    }
    const results = await Promise.allSettled(steps.values());
    const failures = results.filter((r) => r.status === 'rejected').map((r) => r.reason as Error);
    const expected = [CallGivenUp, RunAbandoned, RunCancelled];
    const bug = failures.find((failure) => !expected.some((type) => failure instanceof type));
    if (bug !== undefined) throw bug;
    for (const type of expected) {
      const failure = failures.find((f) => f instanceof type);
      if (failure !== undefined) throw failure;
    }
    if (this.control.mayGiveUp && this.control.cancelled !== undefined) throw new RunCancelled(this.control.cancelled);
  }

  /** Brings everything back to where it was before the run. Never gives up. */
  async giveBack(): Promise<void> {
    this.run.undo();
    return this.control.isPassed ? this.wayBack() : this.undo();
  }

  /**
   * Undoes every call that was started, last first. Where the destination was started meanwhile, only a revert gives the
   * replicas back: then it goes the way back (R7).
   */
  private async undo(): Promise<void> {
    this.control.goBack();
    const first = this.started.findIndex(({ step }) => step === 'attach');
    const [before, since] = first < 0 ? [this.started, []] : [this.started.slice(0, first), this.started.slice(first)];
    try {
      if (since.some(({ call }) => call.activity === 'attachVolume')) {
        // Asked before, because a running VM gives no root disk back, again after each no, and once nothing can change any more.
        await this.leaveIfStarted();
        await this.undoAll(since, () => this.leaveIfStarted());
        await this.leaveIfStarted();
      }
    } catch (error) {
      if (!(error instanceof HasRun)) throw error;
      this.startedOutside = !this.backward.startedOnce;
      this.run.event('started', `${this.whyReverted}: the replicas are to be reverted`);
      return this.wayBack();
    }
    await this.undoAll(before);
    this.declareAltered();
  }

  private async undoAll(calls: readonly Started[], onNo?: () => Promise<void>): Promise<void> {
    const home = this.run.replicasAreHome && patched('replicas-stay-home');
    for (const started of [...calls].reverse()) {
      const { step, call } = started;
      const undone = undoOf(call, home).map((undo) => ({ step, call: undo }));
      if (undone.length === 0) continue;
      await this.back(undone, { settles: [this.earlier(started)], ...(onNo === undefined ? {} : { onNo }) });
      this.run.call(step, call.key, { status: 'undone' });
    }
  }

  private async leaveIfStarted(): Promise<void> {
    const { started: question } = this.plan.itinerary;
    if (question === undefined) return;
    let started = true;
    await this.back([{ step: 'attach', call: question }], {
      onDone: (step, call, result) => {
        started = result.started !== false;
        this.onDone(step, call, result);
      },
    });
    if (started) throw new HasRun();
  }

  /** Every replica as before and home, whatever the destination has done. Never gives up by itself. */
  async wayBack(): Promise<void> {
    const { way_back, strategy } = this.plan.itinerary;
    if (strategy === 'none') this.backward.giveUp(this.volumes, 'there are no snapshots');
    if (this.isUnprotected) this.backward.giveUp(this.volumes, 'started without a VM snapshot');
    const possible = (call: CallSpec): boolean => call.activity !== 'revertToVMSnapshot' || !this.isUnprotected;
    return this.walk(way_back.map((step) => ({ ...step, calls: step.calls.filter(possible) })));
  }

  /** The way back as a recovery has planned it; `unreverted` are replicas that nothing can revert. Never gives up by itself. */
  async comeHome(unreverted: readonly string[]): Promise<void> {
    this.backward.giveUp(unreverted, 'nothing can revert it any more');
    return this.walk(this.plan.itinerary.way_back);
  }

  private async walk(steps: readonly BackStep[]): Promise<void> {
    this.control.goBack();
    this.run.addSteps(steps);
    const placed = steps.map(({ name, calls }) => calls.map((call): Placed => ({ step: name, call })));
    // The start may still be queued at CloudStack: it is settled before the stop (R4).
    const start = this.started.find(({ call }) => call.activity === 'startVirtualMachine');
    const settles = start === undefined ? [] : [this.earlier(start)];
    for (const [i, { name }] of steps.entries()) {
      this.run.stepStarted(name);
      await this.back(placed[i] ?? [], { reach: placed.flat(), settles });
      this.run.stepDone(name);
    }
    this.wentBack = true;
    this.reverts = placed.flat().some(({ call }) => isRevert(call));
    this.declareAltered();
  }

  /** Whether there is no VM snapshot to revert to: none was taken, one was spoilt, or an undo had deleted it already. */
  private get isUnprotected(): boolean {
    const { strategy } = this.plan.itinerary;
    const none = this.run.refs.$vm_snapshot === undefined || this.vmSnapshotGone;
    return strategy === 'vm-snapshot' && none;
  }

  private get volumes(): string[] {
    return this.plan.disks.map((disk) => disk.volume_id);
  }

  private declareAltered(): void {
    for (const volumeId of this.backward.lost) this.run.volume(volumeId, 'unknown');
    if (this.altered.length > 0) this.run.resyncRequired(this.altered);
  }

  /** Replicas that are home and not known to be as they were before the run. */
  get altered(): string[] {
    return [...this.backward.unreverted];
  }

  /** Why replicas were reverted that the run itself had not started; empty otherwise. */
  private get whyReverted(): string {
    if (this.startedOutside) return 'somebody had started the destination';
    return this.backward.startedOnce
      ? 'the destination was started once, isolated, because its VM snapshot could not be had otherwise'
      : '';
  }

  /** What going back has brought about, in words that claim nothing that was not observed. */
  get undone(): string {
    const lost = [...this.backward.lost];
    const home =
      lost.length === 0
        ? 'every replica is on the appliance again'
        : `every replica is on the appliance again but ${lost.join(', ')}, which CloudStack does not have any more`;
    const why = this.whyReverted === '' ? '' : `; ${this.whyReverted}`;
    const all = this.altered.length === this.plan.disks.length;
    if (this.altered.length > 0)
      return `${home}${why}, ${all ? 'none' : 'not all'} of them verified to be as before: a full resync is required`;
    if (!this.wentBack) return home;
    if (this.plan.itinerary.strategy === 'clone')
      return `${home}${why}, never written to by the test; the clones are gone`;
    return this.reverts ? `${home}${why}, reverted and verified` : home;
  }

  /** What stays of the run, for its outcome. */
  get remains(): Pick<JobOutcome, 'left_behind'> & { resync_required?: string[] } {
    const { leftBehind } = this.run;
    return {
      ...(leftBehind.length > 0 ? { left_behind: leftBehind } : {}),
      ...(this.altered.length > 0 ? { resync_required: this.altered } : {}),
    };
  }

  private get stopped(): boolean {
    return this.failed || (this.control.mayGiveUp && this.control.cancelled !== undefined);
  }

  /** True when the step is done, false when it was never reached because another has failed or the run was cancelled. */
  private async step(step: Step, before: Promise<boolean>[]): Promise<boolean> {
    if (step.name === 'validate') return true;
    const reached = (await Promise.allSettled(before)).every((r) => r.status === 'fulfilled' && r.value);
    if (!reached || this.stopped) return false;
    if (step.name === this.plan.itinerary.no_return && !this.control.pass()) return false;
    try {
      this.run.stepStarted(step.name);
      for (const call of step.calls) {
        if (this.stopped) return false;
        await this.call(step, call);
      }
      this.run.stepDone(step.name);
      // Only clones need their replicas back before they run; nothing touches them any more.
      if (step.name === 'reattach') this.run.replicasHome();
      return true;
    } catch (error) {
      this.failed = true;
      this.run.stepFailed(step.name);
      throw error;
    }
  }

  private async call(step: Step, call: Call): Promise<void> {
    // Registered before its first try: what may have happened is undone, too (R5).
    const started: Started = { step: step.name, call, tries: 0 };
    this.started.push(started);
    this.moving(call);
    const result = await perform(call, {
      ...this.common,
      step: step.name,
      priority: this.plan.itinerary.returns ? 'test' : 'live',
      direction: 'forward',
      giveBack: false,
      firstTry: 0,
      onTry: (tryNumber) => {
        started.tries = tryNumber;
      },
      actions: () => this.actions(step),
    });
    if (call.activity === 'bootCheck')
      this.bootCheck = result === 'skipped' ? 'skipped' : (result.boot_check ?? 'failed');
    if (result === 'skipped') this.run.call(step.name, call.key, { status: 'skipped', completed_at: now() });
    else this.onDone(step.name, call, result);
  }

  private earlier({ call, tries }: Started): EarlierCall {
    return { job_id: this.run.projection.head.job_id, key: call.key, tries };
  }

  private back(calls: readonly Placed[], more: Partial<Sequence>): Promise<void> {
    for (const { call } of calls) this.moving(call);
    return this.backward.run({ calls, onDone: this.onDone, ...more });
  }

  /** `skip` only where the step declares it, `abandon` only where cancel is too late and there is a way back (R6). */
  private actions(step: Step): Attention['actions'] {
    if (this.control.mayGiveUp) return RETRY;
    const skip = { action: 'skip', loses: 'the check: what it would have shown stays unknown' } as const;
    const abandon = { action: 'abandon', loses: losses(this.plan) } as const;
    return [...RETRY, ...(step.skippable ? [skip] : []), ...(this.plan.itinerary.way_back.length > 0 ? [abandon] : [])];
  }

  private readonly onDone = (step: StepName, call: CallSpec, result: CallResult): void => {
    if (result.refs !== undefined) this.run.learn(result.refs);
    if (call.activity === 'attachVolume')
      this.run.volume(
        call.object,
        call.args.virtualmachineid === this.plan.appliance_vm_id ? 'on_appliance' : 'on_destination',
      );
    if (call.activity === 'detachVolume') this.run.volume(call.object, 'in_flight');
    this.noticeRunning(call, result);
    this.run.call(step, call.key, {
      status: 'completed',
      observed: result.observed,
      ...(result.found === undefined ? {} : { found: result.found }),
      completed_at: now(),
      ...(result.cloudstack_job_id === undefined ? {} : { cloudstack_job_id: result.cloudstack_job_id }),
    });
  };

  /** Whether the destination runs, and what somebody else has done about it. */
  private noticeRunning({ activity }: CallSpec, { found, observed, cloudstack_job_id }: CallResult): void {
    if (activity === 'startVirtualMachine') this.backward.hasRun = true;
    if (activity === 'confirmRunning') this.running = true;
    if (activity === 'deleteVMSnapshot') this.vmSnapshotGone = true;
    if (activity !== 'stopVirtualMachine') return;
    if (this.running && found) this.run.event('stopped_outside', `not stopped by this job: ${observed}`);
    this.running = false;
    // It had to be stopped once more: what it has written since its revert cannot be taken back (R7).
    if (this.vmSnapshotGone && cloudstack_job_id !== undefined)
      this.backward.giveUp(this.volumes, 'started again when its VM snapshot was gone');
  }

  /** From the moment a volume's call is scheduled, where the volume is is not known until it is observed. */
  private moving(call: CallSpec): void {
    if (call.activity === 'attachVolume' || call.activity === 'detachVolume') this.run.volume(call.object, 'in_flight');
  }
}

/** Leaves an undo for the way back: the destination has been started. */
class HasRun extends Error {}

function losses({ itinerary, rollback_possible }: RunPlan): string {
  if (itinerary.strategy === 'none') return 'the replicas as they are: without snapshots they need a full resync';
  const written = 'everything the destination has written since its start';
  return rollback_possible
    ? written
    : `${written}; it is not known that this storage can revert, and what cannot be reverted needs a full resync`;
}
