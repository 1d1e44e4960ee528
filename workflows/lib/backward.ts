import { condition } from '@temporalio/workflow';
import type { CallResult, EarlierCall } from '../../domain/call.js';
import type { CallSpec, StepName } from '../../domain/itinerary.js';
import type { Attention } from '../../domain/job.js';
import { decide, pauseAfter } from '../../domain/policy.js';
import { RunAbandoned } from './control.js';
import { CallGivenUp, perform, type Performance } from './perform.js';

export const RETRY: Attention['actions'] = [{ action: 'retry', loses: 'nothing' }];

/** A revert that will never come may be given up by a person: the replica comes home as it is (R6, R7). */
const RETRY_OR_GIVE_UP: Attention['actions'] = [
  ...RETRY,
  {
    action: 'abandon',
    loses: 'the revert of this replica: it comes home as the destination left it and needs a full resync',
  },
];

const REVERTS: readonly string[] = ['revertSnapshot', 'revertToVMSnapshot'];

/** A call and the step under which it is shown. */
export interface Placed {
  step: StepName;
  call: CallSpec;
}

export interface Sequence {
  calls: readonly Placed[];
  /** Where `again` finds the call to begin with; else among `calls`. */
  reach?: readonly Placed[];
  /** Final before any of these calls does anything: the call that is undone, the start of what is stopped. */
  settles?: readonly EarlierCall[];
  /** After each call that is done. */
  onDone: (step: StepName, call: CallSpec, result: CallResult) => void;
  /** After each no to a call with `again`, before it is tried anew; may throw to leave the sequence. */
  onNo?: () => Promise<void>;
}

type Common = Omit<
  Performance,
  'step' | 'priority' | 'direction' | 'giveBack' | 'firstTry' | 'onTry' | 'actions' | 'settles'
>;

/** A run whose workflow is gone: the tries it has recorded of each call. */
export interface Lost {
  job_id: string;
  tries: Readonly<Record<string, number>>;
}

/** More tries of a call than the lost run had recorded may be under way. */
const UNRECORDED_TRIES = 3;

export function earlierCall({ job_id, tries }: Lost, key: string): EarlierCall {
  return { job_id, key, tries: (tries[key] ?? -1) + UNRECORDED_TRIES };
}

/** Leaves an undo: the destination is to be started before anything else. */
export class NeedsStart extends Error {
  constructor(readonly start: CallSpec) {
    super(`needs ${start.key}`);
  }
}

/** Carries the calls of undos and ways back to their end, one after the other. Nothing here gives up by itself. */
export class Backward {
  private readonly nextTry = new Map<string, number>();
  /** Replicas whose revert a person has given up. */
  readonly unreverted = new Set<string>();

  constructor(
    private readonly common: Common,
    /** Calls of the same keys by a run that was lost. */
    private readonly lost?: Lost,
  ) {}

  async run(sequence: Sequence): Promise<void> {
    for (const placed of sequence.calls) {
      if (this.keepsSnapshot(placed.call)) continue;
      await this.toEnd(placed, sequence);
    }
  }

  /** A call with `again` that is told no: what it rests on is established anew, then it is tried again. */
  private async toEnd(placed: Placed, sequence: Sequence): Promise<void> {
    const { step, call } = placed;
    const firstNoAt = { ms: 0 };
    for (let noes = 1; ; noes++) {
      try {
        return await this.perform(placed, sequence);
      } catch (error) {
        if (error instanceof RunAbandoned) return this.giveUpAll(revertedBy(call));
        if (!(error instanceof CallGivenUp) || call.again === undefined) throw error;
        const { unless_started: start } = call;
        if (start !== undefined && error.answer.errorClass === 'refused') throw new NeedsStart(start);
        if (noes === 1) firstNoAt.ms = Date.now();
        await this.pause(call.key, error, noes, Date.now() - firstNoAt.ms);
        await sequence.onNo?.();
        const { from, via } = call.again;
        if (via !== undefined) await this.perform({ step, call: via }, sequence);
        const { reach = sequence.calls } = sequence;
        const before = from === call.key ? undefined : reach.find((c) => c.call.key === from);
        if (before !== undefined) await this.toEnd(before, sequence);
      }
    }
  }

  private async perform({ step, call }: Placed, { settles = [], onDone }: Sequence): Promise<void> {
    const result = await perform(call, {
      ...this.common,
      step,
      priority: 'undo',
      direction: 'backward',
      giveBack: call.again !== undefined,
      firstTry: this.nextTry.get(call.key) ?? 0,
      onTry: (tryNumber) => this.nextTry.set(call.key, tryNumber + 1),
      actions: () => (REVERTS.includes(call.activity) ? RETRY_OR_GIVE_UP : RETRY),
      settles: [...settles, ...(this.lost === undefined ? [] : [earlierCall(this.lost, call.key)])],
    });
    if (result === 'skipped') throw new Error('nothing is skipped on the way back');
    this.common.run.leaves(call, result.left_behind);
    for (const volumeId of result.altered ?? []) this.unreverted.add(volumeId);
    onDone(step, call, result);
  }

  /** These replicas come home as the destination left them. */
  giveUpAll(volumeIds: readonly string[]): void {
    for (const volumeId of volumeIds) {
      this.unreverted.add(volumeId);
      this.common.run.event('revert.given_up', `volume ${volumeId} comes home as the destination left it`);
    }
  }

  /** The snapshot of a replica that was not reverted is the only way back it has (R7). */
  private keepsSnapshot(call: CallSpec): boolean {
    const volumeId = call.args.volumeid;
    if (call.activity !== 'deleteSnapshot' || typeof volumeId !== 'string' || !this.unreverted.has(volumeId))
      return false;
    const { run } = this.common;
    run.leaves(call, [`snapshot ${run.refs[call.object] ?? ''} of volume ${volumeId}`]);
    return true;
  }

  /** Waits after a no, with a person called as R6 tells. */
  private async pause(
    key: string,
    { message, answer }: CallGivenUp,
    noes: number,
    failingForMs: number,
  ): Promise<void> {
    const { run, windows } = this.common;
    const { step_budget_ms: stepBudgetMs, attention_after_ms: attentionAfterMs } = windows;
    const { errorClass } = answer;
    const decision = decide({ errorClass, mayUndo: false, failingForMs, stepBudgetMs, attentionAfterMs });
    const attention = decision === 'again-with-attention';
    if (attention) run.attention(key, message, RETRY);
    await condition(() => run.answerTo(key) !== undefined, pauseAfter(noes, attention, stepBudgetMs), {
      summary: `pause after ${errorClass}: ${key}`,
    });
    run.calm(key);
  }
}

function revertedBy({ key, args }: CallSpec): string[] {
  const { volumeid, disks } = args;
  if (typeof volumeid === 'string') return [volumeid];
  if (!Array.isArray(disks)) throw new TypeError(`${key} names no volume`);
  return disks.map((disk) => String((disk as { volume_id: string }).volume_id));
}
