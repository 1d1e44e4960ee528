import { condition } from '@temporalio/workflow';
import type { CallResult } from '../../domain/call.js';
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

export interface Sequence {
  step: StepName;
  calls: readonly CallSpec[];
  /** Of an undo: the call that is undone. */
  undoes?: Performance['undoes'];
  /** After each call that is done. */
  onDone: (call: CallSpec, result: CallResult) => void;
  /** After each no to a call with `again`, before it is tried anew; may throw to leave the sequence. */
  onNo?: () => Promise<void>;
}

type Common = Omit<
  Performance,
  'step' | 'priority' | 'direction' | 'giveBack' | 'firstTry' | 'onTry' | 'actions' | 'undoes'
>;

/** Carries the calls of undos and abandons to their end, one after the other. Nothing here gives up by itself. */
export class Backward {
  private readonly nextTry = new Map<string, number>();
  /** Replicas whose revert a person has given up. */
  readonly unreverted = new Set<string>();

  constructor(private readonly common: Common) {}

  async run(sequence: Sequence): Promise<void> {
    for (const call of sequence.calls) {
      if (this.keepsSnapshot(call)) continue;
      await this.toEnd(call, sequence);
    }
  }

  /** A call with `again` that is told no: what it rests on is established anew, then it is tried again. */
  private async toEnd(call: CallSpec, sequence: Sequence): Promise<void> {
    const firstNoAt = { ms: 0 };
    for (let noes = 1; ; noes++) {
      try {
        return await this.perform(call, sequence);
      } catch (error) {
        if (error instanceof RunAbandoned) return this.giveUpRevert(call);
        if (!(error instanceof CallGivenUp) || call.again === undefined) throw error;
        if (noes === 1) firstNoAt.ms = Date.now();
        await this.pause(call.key, error, noes, Date.now() - firstNoAt.ms);
        await sequence.onNo?.();
        const { from, via } = call.again;
        if (via !== undefined) await this.perform(via, sequence);
        const before = from === call.key ? undefined : sequence.calls.find((c) => c.key === from);
        if (before !== undefined) await this.toEnd(before, sequence);
      }
    }
  }

  private async perform(call: CallSpec, { step, undoes, onDone }: Sequence): Promise<void> {
    const result = await perform(call, {
      ...this.common,
      step,
      priority: 'undo',
      direction: 'backward',
      giveBack: call.again !== undefined,
      firstTry: this.nextTry.get(call.key) ?? 0,
      onTry: (tryNumber) => this.nextTry.set(call.key, tryNumber + 1),
      actions: () => (call.activity === 'revertSnapshot' ? RETRY_OR_GIVE_UP : RETRY),
      ...(undoes === undefined ? {} : { undoes }),
    });
    if (result === 'skipped') throw new Error('nothing is skipped on the way back');
    this.common.run.leaves(call, result.left_behind);
    onDone(call, result);
  }

  private giveUpRevert(call: CallSpec): void {
    const { volumeid: volumeId } = call.args;
    if (typeof volumeId !== 'string') throw new TypeError(`${call.key} names no volume`);
    this.unreverted.add(volumeId);
    this.common.run.event('revert.given_up', `volume ${volumeId} comes home as the destination left it`);
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
