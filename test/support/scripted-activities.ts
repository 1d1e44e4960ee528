import { ApplicationFailure } from '@temporalio/common';
import type { Activities } from '../../activities/index.js';
import type { CallInput, CallResult } from '../../domain/call.js';
import type { ErrorClass } from '../../domain/errors.js';
import { MUTATIONS, OBSERVATIONS } from '../../domain/itinerary.js';
import { mergeCalls, type JobProjection } from '../../domain/job.js';
import { MARKER } from '../../domain/marker.js';
import type { RunPlan } from '../../domain/plan.js';
import type { FollowUpType } from '../../domain/status.js';
import type { FollowUp } from '../../readiness/follow-up/job.js';
import { planFollowUp } from '../../readiness/follow-up/plan.js';
import type { RunWindows } from '../../domain/windows.js';
import { followUpGround } from './follow-ups.js';

type Behaviour = (input: CallInput) => Promise<CallResult> | CallResult;

/**
 * Activities that succeed and are logged, unless a call's key is scripted: for tests of the workflow alone. `script`
 * takes behaviours by key, used in order; after them the call succeeds.
 */
export class ScriptedActivities {
  readonly log: string[] = [];
  readonly inputs: CallInput[] = [];
  readonly projections: JobProjection[] = [];
  private readonly script = new Map<string, Behaviour[]>();
  recording: (projection: JobProjection) => Promise<void | 'incomplete'> = () => Promise.resolve();
  /** Before a follow-up is planned. */
  planning: () => Promise<void> = () => Promise.resolve();
  /** Of the destination that a follow-up finds. */
  state = 'Running';
  /** Before each attempt of a call: raises what keeps it from having any effect. */
  reaching: (input: CallInput) => Promise<void> = () => Promise.resolve();

  constructor(
    private readonly plan: () => RunPlan,
    private readonly windows: RunWindows,
  ) {}

  on(key: string, ...behaviours: Behaviour[]): void {
    this.script.set(key, behaviours);
  }

  /** As planned for a failover of this plan that has just completed, or, to a recovery, was lost just before. */
  private async followUp(type: FollowUpType): Promise<FollowUp> {
    await this.planning();
    const [{ job, vm, ask }, plan] = [followUpGround(), this.plan()];
    vm.state = this.state;
    vm.details = { [MARKER]: plan.job_id };
    const status = type === 'recover' ? 'powering_on' : job.status;
    const found = await planFollowUp(type, { ...job, plan, status }, ask);
    if ('refused' in found) throw ApplicationFailure.nonRetryable(found.refused.join());
    return found;
  }

  get last(): JobProjection {
    const last = this.projections.at(-1);
    if (last === undefined) throw new Error('nothing was recorded');
    return last;
  }

  get activities(): Activities {
    const call = async (input: CallInput): Promise<CallResult> => {
      await this.reaching(input);
      this.inputs.push(input);
      this.log.push(`> ${input.key}${input.try > 0 ? `#${input.try}` : ''}`);
      const behaviour = this.script.get(input.key)?.shift();
      const result = await (behaviour ?? done)(input);
      this.log.push(`< ${input.key}`);
      return result;
    };
    const calls = Object.fromEntries([...MUTATIONS, ...OBSERVATIONS].map((name) => [name, call])) as Pick<
      Activities,
      CallInput['activity']
    >;
    return {
      ...calls,
      openJob: async (projection) => {
        this.projections.push(projection);
        return this.windows;
      },
      validate: async () => ({ plan: this.plan(), checks: [] }),
      validateFollowUp: async ({ job_type }) => this.followUp(job_type),
      recordProjection: async (projection) => {
        const said = await this.recording(projection);
        if (said === 'incomplete') return said;
        this.projections.push(merged(this.projections.at(-1), projection));
        return 'applied';
      },
    };
  }
}

/** The whole view after a change, as the database has it. */
function merged(before: JobProjection | undefined, change: JobProjection): JobProjection {
  const byKey = <T>(old: readonly T[], changed: readonly T[], key: (item: T) => unknown): T[] => [
    ...old.map((item) => changed.find((c) => key(c) === key(item)) ?? item),
    ...changed.filter((c) => !old.some((item) => key(item) === key(c))),
  ];
  const steps = change.steps.map((step) => ({
    ...step,
    calls: mergeCalls(before?.steps.find((s) => s.name === step.name)?.calls ?? [], step.calls),
  }));
  return {
    ...change,
    planned: change.planned ?? before?.planned ?? null,
    steps: byKey(before?.steps ?? [], steps, (s) => s.name),
    volumes: byKey(before?.volumes ?? [], change.volumes, (v) => v.volume_id),
    events: byKey(before?.events ?? [], change.events, (e) => e.seq),
  };
}

/** What the real activities answer with: what was made is named, a command that has a job names that. */
export function done(input: CallInput): CallResult {
  const refs = REFS[input.activity]?.(input);
  return {
    observed: `${input.activity} of ${input.object}`,
    found: false,
    ...(input.activity === 'confirmNeverStarted' ? { started: false } : {}),
    ...(refs === undefined ? {} : { refs }),
  };
}

/** It was already so, and no call of this job explains it. */
export function foundSo(observed: string): Behaviour {
  return () => ({ observed, found: true });
}

const REFS: Partial<Record<CallInput['activity'], (input: CallInput) => Record<string, string>>> = {
  deployVirtualMachine: () => ({ $vm: 'the-vm', $blank_root: 'the-blank-root' }),
  createSnapshot: ({ object, args }) => ({ [`$${args.as as string}`]: `snapshot-of-${object}` }),
  createVMSnapshot: () => ({ $vm_snapshot: 'the-vm-snapshot' }),
  createVolume: ({ object }) => ({ [`$clone.${object}`]: `clone-of-${object}` }),
};

/** A final answer of CloudStack. */
export function answers(errorClass: ErrorClass, message: string = errorClass): Behaviour {
  return () => {
    throw ApplicationFailure.create({
      message,
      type: errorClass,
      nonRetryable: true,
      details: [{ code: 431, command: 'x' }],
    });
  };
}
