import type { CallResult } from '../../domain/call.js';
import {
  ITINERARY_VERSION,
  POINT_OF_NO_RETURN,
  type Call,
  type CallSpec,
  type Step,
  type StepName,
} from '../../domain/itinerary.js';
import type { Attention, JobOutcome } from '../../domain/job.js';
import type { RunPlan } from '../../domain/plan.js';
import type { RunWindows } from '../../domain/windows.js';
import { Backward, RETRY, type Sequence } from './backward.js';
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
  private reverted = false;
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
   * Runs every step. Rejects, once all branches have come to rest, with CallGivenUp or RunCancelled, after which `undo`
   * is due, or with RunAbandoned, after which `abandon` is. Any other error is a bug: it is thrown first, fails the
   * workflow task, and the run waits where it is for mended code.
   */
  async execute(): Promise<void> {
    if (this.plan.itinerary.version !== ITINERARY_VERSION)
      throw new RangeError(`itinerary version ${String(this.plan.itinerary.version)} is not known`);
    const steps = new Map<StepName, Promise<boolean>>();
    for (const step of this.plan.itinerary.steps) {
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
    if (this.control.mayUndo && this.control.cancelled !== undefined) throw new RunCancelled(this.control.cancelled);
  }

  /**
   * Undoes every call that was started, last first. Never gives up; resolves when everything is as before. Where somebody
   * has started the destination meanwhile, only a revert gives the replicas back: then it goes on as `abandon` does (R7).
   */
  async undo(): Promise<void> {
    this.control.beginUndo();
    this.run.status('reverting');
    const undone = [...this.started].reverse();
    const attached = undone.filter(({ step, call }) => step === 'attach' && call.activity === 'attachVolume');
    const others = undone.filter((started) => !attached.includes(started));
    try {
      if (attached.length > 0) {
        // Asked before, because a running VM gives no root disk back, again after each no, and once nothing can change any more.
        await this.leaveIfStarted();
        await this.undoAll(attached, () => this.leaveIfStarted());
        await this.leaveIfStarted();
      }
    } catch (error) {
      if (!(error instanceof StartedOutside)) throw error;
      this.startedOutside = true;
      this.run.event('started_outside', 'somebody has started the destination: the replicas are to be reverted');
      return this.abandon();
    }
    await this.undoAll(others);
  }

  private async undoAll(calls: readonly Started[], onNo?: () => Promise<void>): Promise<void> {
    for (const { step, call, tries } of calls) {
      if (call.undo === undefined) continue;
      await this.back(step, call.undo, { undoes: { key: call.key, tries }, ...(onNo === undefined ? {} : { onNo }) });
      this.run.call(step, call.key, { status: 'undone' });
    }
  }

  private async leaveIfStarted(): Promise<void> {
    let started = true;
    const { onDone } = this;
    await this.back('attach', [this.plan.itinerary.started], {
      onDone: (call, result) => {
        started = result.started !== false;
        onDone('attach', call, result);
      },
    });
    if (started) throw new StartedOutside();
  }

  /** Where the destination has run: every replica reverted where there are snapshots, and home. Never gives up by itself. */
  async abandon(): Promise<void> {
    this.run.status('reverting');
    // The start may still be queued at CloudStack: it is settled before the stop (R4).
    const start = this.started.find(({ call }) => call.activity === 'startVirtualMachine');
    const undoes = start === undefined ? {} : { undoes: { key: start.call.key, tries: start.tries } };
    await this.back(POINT_OF_NO_RETURN, this.plan.itinerary.abandon, undoes);
    const altered = this.altered;
    if (altered.length > 0) this.run.resyncRequired(altered);
    this.reverted = true;
  }

  /** Replicas that have run and were not reverted. */
  private get altered(): string[] {
    if (this.plan.itinerary.strategy === 'none') return this.plan.disks.map((disk) => disk.volume_id);
    return [...this.backward.unreverted];
  }

  /** What an undo or abandon has brought about, in words that claim nothing that was not observed. */
  get undone(): string {
    const home = 'every replica is on the appliance again';
    if (!this.reverted) return home;
    const who = this.startedOutside ? '; somebody had started the destination' : '';
    const all = this.altered.length === this.plan.disks.length;
    if (this.altered.length === 0) return `${home}${who}, reverted and verified`;
    return `${home}${who}, ${all ? 'none' : 'not all'} of them reverted: a full resync is required`;
  }

  /** What stays of the run, for its outcome. */
  get remains(): Pick<JobOutcome, 'left_behind'> & { resync_required?: string[] } {
    const { leftBehind } = this.run;
    return {
      ...(leftBehind.length > 0 ? { left_behind: leftBehind } : {}),
      ...(this.reverted && this.altered.length > 0 ? { resync_required: this.altered } : {}),
    };
  }

  private get stopped(): boolean {
    return this.failed || (this.control.mayUndo && this.control.cancelled !== undefined);
  }

  /** True when the step is done, false when it was never reached because another has failed or the run was cancelled. */
  private async step(step: Step, before: Promise<boolean>[]): Promise<boolean> {
    if (step.name === 'validate') return true;
    const reached = (await Promise.allSettled(before)).every((r) => r.status === 'fulfilled' && r.value);
    if (!reached || this.stopped) return false;
    if (step.name === POINT_OF_NO_RETURN && !this.control.pass()) return false;
    try {
      this.run.stepStarted(step.name);
      for (const call of step.calls) {
        if (this.stopped) return false;
        await this.call(step, call);
      }
      this.run.stepDone(step.name);
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
      priority: 'live',
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

  private back(step: StepName, calls: readonly CallSpec[], more: Partial<Sequence>): Promise<void> {
    for (const call of calls) this.moving(call);
    return this.backward.run({ step, calls, onDone: (call, result) => this.onDone(step, call, result), ...more });
  }

  /** `skip` only where the step declares it, `abandon` only after the point of no return; before it there is cancel (R6). */
  private actions(step: Step): Attention['actions'] {
    if (this.control.mayUndo) return RETRY;
    return [
      ...RETRY,
      ...(step.skippable
        ? [{ action: 'skip', loses: 'the check: what it would have shown stays unknown' } as const]
        : []),
      { action: 'abandon', loses: losses(this.plan) },
    ];
  }

  private readonly onDone = (step: StepName, call: CallSpec, result: CallResult): void => {
    if (result.refs !== undefined) this.run.learn(result.refs);
    if (call.activity === 'attachVolume')
      this.run.volume(
        call.object,
        call.args.virtualmachineid === this.plan.appliance_vm_id ? 'on_appliance' : 'on_destination',
      );
    if (call.activity === 'detachVolume') this.run.volume(call.object, 'in_flight');
    this.run.call(step, call.key, {
      status: 'completed',
      observed: result.observed,
      found: result.found,
      completed_at: now(),
      ...(result.cloudstack_job_id === undefined ? {} : { cloudstack_job_id: result.cloudstack_job_id }),
    });
  };

  /** From the moment a volume's call is scheduled, where the volume is is not known until it is observed. */
  private moving(call: CallSpec): void {
    if (call.activity === 'attachVolume' || call.activity === 'detachVolume') this.run.volume(call.object, 'in_flight');
  }
}

/** Leaves an undo for an abandon. */
class StartedOutside extends Error {}

function losses({ itinerary, rollback_possible }: RunPlan): string {
  if (itinerary.strategy === 'none') return 'the replicas as they are: without snapshots they need a full resync';
  const written = 'everything the destination has written since its start';
  return rollback_possible
    ? written
    : `${written}; it is not known that this storage can revert, and what cannot be reverted needs a full resync`;
}
