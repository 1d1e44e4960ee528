import { condition } from '@temporalio/workflow';
import type { CallResult } from '../../domain/call.js';
import {
  ITINERARY_VERSION,
  POINT_OF_NO_RETURN,
  type Call,
  type CallSpec,
  type Step,
  type StepName,
} from '../../domain/itinerary.js';
import type { Attention } from '../../domain/job.js';
import type { RunPlan } from '../../domain/plan.js';
import { decide, pauseAfter } from '../../domain/policy.js';
import type { RunWindows } from '../../domain/windows.js';
import { RunAbandoned, RunCancelled, type Control } from './control.js';
import { CallGivenUp, perform, type Performance } from './perform.js';
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
  readonly leftBehind: string[] = [];
  bootCheck: BootCheckOutcome = 'not asked for';
  /** Somebody started the destination before the run did, so that its undo had to revert. */
  startedOutside = false;

  constructor(
    private readonly run: Run,
    private readonly control: Control,
    private readonly plan: RunPlan,
    private readonly windows: RunWindows,
  ) {}

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
    // Before, because a running VM gives no root disk back, and after, when nothing of it can change any more.
    if (attached.length > 0 && (await this.wasStarted())) return this.abandon();
    await this.undoAll(attached);
    if (attached.length > 0 && (await this.wasStarted())) return this.abandon();
    await this.undoAll(undone.filter((started) => !attached.includes(started)));
  }

  private async undoAll(calls: readonly Started[]): Promise<void> {
    for (const { step, call, tries } of calls) {
      if (call.undo === undefined) continue;
      await this.sequence(step, call.undo, { key: call.key, tries });
      this.run.call(step, call.key, { status: 'undone' });
    }
  }

  private async wasStarted(): Promise<boolean> {
    let started = true;
    await this.sequence('attach', [this.plan.itinerary.started], undefined, (result) => {
      started = result.started !== false;
    });
    if (started) this.run.event('started_outside', 'somebody has started the destination: the replicas are reverted');
    this.startedOutside = started;
    return started;
  }

  /** After the point of no return: every replica reverted where there are snapshots, and home. Never gives up. */
  async abandon(): Promise<void> {
    this.run.status('reverting');
    await this.sequence(POINT_OF_NO_RETURN, this.plan.itinerary.abandon);
    if (this.plan.itinerary.strategy === 'none') this.run.resyncRequired();
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
      ...this.common(step.name),
      priority: 'live',
      direction: 'forward',
      onTry: (tryNumber) => {
        started.tries = tryNumber;
      },
      actions: () => this.actions(step),
    });
    this.done(step.name, call, result);
  }

  /** Calls of an undo or abandon, in order; one that is told no may begin the sequence again (`CallSpec.again`). */
  private async sequence(
    step: StepName,
    calls: readonly CallSpec[],
    undoes?: Performance['undoes'],
    onResult: (result: CallResult) => void = () => undefined,
  ): Promise<void> {
    const nextTry = new Map<string, number>();
    const backward = async (call: CallSpec): Promise<void> => {
      this.moving(call);
      const result = await perform(call, {
        ...this.common(step),
        priority: 'undo',
        direction: 'backward',
        giveBack: call.again !== undefined,
        firstTry: nextTry.get(call.key) ?? 0,
        onTry: (tryNumber) => nextTry.set(call.key, tryNumber + 1),
        ...(undoes === undefined ? {} : { undoes }),
      });
      if (result !== 'skipped') onResult(result);
      this.done(step, call, result);
    };
    let noes = 0;
    let firstNoAt: number | undefined;
    for (let i = 0; i < calls.length; i++) {
      const call = calls[i];
      if (call === undefined) continue;
      try {
        await backward(call);
      } catch (error) {
        if (!(error instanceof CallGivenUp) || call.again === undefined) throw error;
        noes += 1;
        firstNoAt ??= Date.now();
        await this.afterNo(call.key, error, noes, Date.now() - firstNoAt);
        if (call.again.via !== undefined) await backward(call.again.via);
        const { from } = call.again;
        i = calls.findIndex((c) => c.key === from) - 1;
      }
    }
  }

  /** Waits after a no in an undo, with a person called as R6 tells. */
  private async afterNo(
    key: string,
    { message, answer }: CallGivenUp,
    noes: number,
    failingForMs: number,
  ): Promise<void> {
    const { step_budget_ms: stepBudgetMs, attention_after_ms: attentionAfterMs } = this.windows;
    const { errorClass } = answer;
    const decision = decide({ errorClass, mayUndo: false, failingForMs, stepBudgetMs, attentionAfterMs });
    const attention = decision === 'again-with-attention';
    if (attention) this.run.attention(key, message, RETRY);
    await condition(() => this.run.answerTo(key) !== undefined, pauseAfter(noes, attention, stepBudgetMs), {
      summary: `pause after ${errorClass}: ${key}`,
    });
    this.run.calm(key);
  }

  private common(step: StepName): Omit<Performance, 'priority' | 'direction' | 'onTry'> {
    return {
      run: this.run,
      control: this.control,
      config: this.plan.config,
      windows: this.windows,
      step,
      giveBack: false,
      firstTry: 0,
      stopping: () => this.failed,
      actions: () => RETRY,
    };
  }

  /** `skip` only where the step declares it, `abandon` only after the point of no return; before it there is cancel (R6). */
  private actions(step: Step): Attention['actions'] {
    if (this.control.mayUndo) return RETRY;
    const reverted = this.plan.itinerary.strategy !== 'none';
    return [
      ...RETRY,
      ...(step.skippable
        ? [{ action: 'skip', loses: 'the check: what it would have shown stays unknown' } as const]
        : []),
      {
        action: 'abandon',
        loses: reverted
          ? 'everything the destination has written since its start'
          : 'the replicas as they are: without snapshots they need a full resync',
      },
    ];
  }

  private done(step: StepName, call: CallSpec, result: CallResult | 'skipped'): void {
    if (call.activity === 'bootCheck')
      this.bootCheck = result === 'skipped' ? 'skipped' : (result.boot_check ?? 'failed');
    if (result === 'skipped') return this.run.call(step, call.key, { status: 'skipped', completed_at: now() });
    if (result.refs !== undefined) this.run.learn(result.refs);
    this.leftBehind.push(...(result.left_behind ?? []));
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
  }

  /** From the moment a volume's call is scheduled, where the volume is is not known until it is observed. */
  private moving(call: CallSpec): void {
    if (call.activity === 'attachVolume' || call.activity === 'detachVolume') this.run.volume(call.object, 'in_flight');
  }
}

const RETRY: Attention['actions'] = [{ action: 'retry', loses: 'nothing' }];
