import type { CallResult } from '../../domain/call.js';
import {
  ITINERARY_VERSION,
  POINT_OF_NO_RETURN,
  type Call,
  type CallSpec,
  type Step,
  type StepName,
} from '../../domain/itinerary.js';
import type { RunPlan } from '../../domain/plan.js';
import type { RunWindows } from '../../domain/windows.js';
import { CallGivenUp, perform, type Performance } from './perform.js';
import { now, type Run } from './run.js';

/** A call that was started and must be undone if the run is (R5). */
interface Started {
  step: StepName;
  call: Call;
  tries: number;
}

/** Interprets an itinerary: steps when those they come after are done, branches in parallel, undo last first. */
export class Executor {
  private readonly started: Started[] = [];
  private failed = false;
  private noReturn = false;
  readonly leftBehind: string[] = [];

  constructor(
    private readonly run: Run,
    private readonly plan: RunPlan,
    private readonly windows: RunWindows,
  ) {}

  /**
   * Runs every step. Rejects, once all branches have come to rest, with CallGivenUp, after which `undo` is due. Any other
   * error is a bug: it is thrown first, fails the workflow task, and the run waits where it is for mended code.
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
    const failures = results.filter((r) => r.status === 'rejected').map((r): unknown => r.reason);
    const bug = failures.find((failure) => !(failure instanceof CallGivenUp));
    if (failures.length > 0) throw bug ?? failures[0];
  }

  /** Undoes every call that was started, last first. Never gives up; resolves when everything is as before. */
  async undo(): Promise<void> {
    if (this.noReturn) throw new Error('a run is not undone after its point of no return');
    this.run.status('reverting');
    for (const { step, call, tries } of this.started.reverse()) {
      for (const spec of call.undo ?? []) {
        const result = await perform(
          spec,
          { ...this.performance(step), priority: 'undo', mayUndo: () => false, undoes: { key: call.key, tries } },
          () => undefined,
        );
        this.done(step, spec, result);
      }
      if (call.undo !== undefined) this.run.call(step, call.key, { status: 'undone' });
    }
  }

  /** True when the step is done, false when it was never reached because another has failed. */
  private async step(step: Step, before: Promise<boolean>[]): Promise<boolean> {
    if (step.name === 'validate') return true;
    const reached = (await Promise.allSettled(before)).every((r) => r.status === 'fulfilled' && r.value);
    if (!reached || this.failed) return false;
    try {
      if (step.name === POINT_OF_NO_RETURN) this.noReturn = true;
      this.run.stepStarted(step.name);
      for (const call of step.calls) {
        if (this.failed) return false;
        await this.call(step.name, call);
      }
      this.run.stepDone(step.name);
      return true;
    } catch (error) {
      this.failed = true;
      this.run.stepFailed(step.name);
      throw error;
    }
  }

  private async call(step: StepName, call: Call): Promise<void> {
    // Registered before its first try: what may have happened is undone, too (R5).
    const started: Started = { step, call, tries: 0 };
    this.started.push(started);
    this.moving(call);
    const result = await perform(call, this.performance(step), (tryNumber) => {
      started.tries = tryNumber;
    });
    this.done(step, call, result);
  }

  private performance(step: StepName): Performance {
    return {
      run: this.run,
      config: this.plan.config,
      windows: this.windows,
      step,
      priority: 'live',
      mayUndo: () => !this.noReturn,
      stopping: () => this.failed,
    };
  }

  private done(step: StepName, call: CallSpec, result: CallResult): void {
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
