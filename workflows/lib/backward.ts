import { condition } from '@temporalio/workflow';
import { VOLUME_MISSING, type CallResult, type EarlierCall } from '../../domain/call.js';
import { isRevert, revertedBy, type CallSpec, type StepName } from '../../domain/itinerary.js';
import type { Attention, AttentionAction } from '../../domain/job.js';
import { decide, pauseAfter } from '../../domain/policy.js';
import { RunAbandoned } from './control.js';
import type { FinalAnswer } from './final-answer.js';
import { CallGivenUp, perform, type Performance } from './perform.js';

export const RETRY: Attention['actions'] = [{ action: 'retry', loses: 'nothing' }];

/** A revert that will never come may be given up by a person: the replica comes home as it is (R6, R7). */
const orGiveUp = (loses: string): Attention['actions'] => [...RETRY, { action: 'abandon', loses }];
const REVERT_OR_GIVE_UP = orGiveUp(
  'the revert of this replica: it comes home as the destination left it and needs a full resync; its snapshot stays',
);
const VM_REVERT_OR_GIVE_UP = orGiveUp(
  'the revert of every replica: they come home as the destination left them and need a full resync; the VM snapshot goes, because CloudStack detaches no volume of a VM that has one',
);

/** A replica that CloudStack does not have any more keeps the others from coming home, unless a person says that it is lost. */
const RETRY_OR_LOSE: Attention['actions'] = [
  ...RETRY,
  { action: 'abandon', loses: 'this replica: the run goes on without it, and its disk needs a full resync' },
];

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

/** Carries the calls of undos and ways back to their end, one after the other. Nothing here gives up by itself. */
export class Backward {
  private readonly nextTry = new Map<string, number>();
  /** Replicas that come home altered, or perhaps altered. */
  readonly unreverted = new Set<string>();
  /** Replicas that CloudStack does not have any more, as a person has said. */
  readonly lost = new Set<string>();
  /** Whether the destination has run for this run's own sake: starting it once more would help nothing. */
  hasRun = false;
  /** Whether it was started only because its VM snapshot could not be had otherwise. */
  startedOnce = false;

  constructor(private readonly common: Common) {}

  async run(sequence: Sequence): Promise<void> {
    for (const placed of sequence.calls) {
      if (this.keepsSnapshot(placed.call) || this.isOfLost(placed.call)) continue;
      await this.toEnd(placed, sequence);
    }
  }

  /** A call with `again` that is told no: what it rests on is established anew, then it is tried again. */
  private async toEnd(placed: Placed, sequence: Sequence): Promise<void> {
    const { step, call } = placed;
    let firstNoAt: number | undefined;
    for (let noes = 1; ; noes++) {
      try {
        return await this.perform(placed, sequence);
      } catch (error) {
        if (error instanceof RunAbandoned) return this.abandon(call);
        if (!(error instanceof CallGivenUp) || call.again === undefined) throw error;
        firstNoAt ??= Date.now();
        const failingForMs = Date.now() - firstNoAt;
        const start = this.startFor(call, error, failingForMs);
        if (start === undefined && (await this.pause(call, error, noes, failingForMs)) === 'abandon')
          return this.abandon(call);
        await sequence.onNo?.();
        if (start !== undefined) {
          await this.startOnce({ step, call: start }, sequence);
          await sequence.onNo?.();
        }
        const { via } = call.again;
        if (via !== undefined) await this.perform({ step, call: via }, sequence);
        const before = this.origin(call, sequence);
        if (before !== undefined) await this.toEnd(before, sequence);
      }
    }
  }

  /** Where `again` begins; a revert that was given up is passed over, and what it rests on is established. */
  private origin({ key, again }: CallSpec, sequence: Sequence): Placed | undefined {
    const { reach = sequence.calls } = sequence;
    const before = again === undefined || again.from === key ? undefined : reach.find((c) => c.call.key === again.from);
    return before !== undefined && this.isGivenUp(before.call) ? this.origin(before.call, sequence) : before;
  }

  private isGivenUp(call: CallSpec): boolean {
    return isRevert(call) && revertedBy(call).every((volumeId) => this.unreverted.has(volumeId));
  }

  /**
   * The start that a VM snapshot needs where CloudStack itself will not have it reverted or deleted without one. Only
   * while there is a snapshot to go back to. A no that may pass is waited for as long as any other (R6).
   */
  private startFor({ unless_started }: CallSpec, { answer }: CallGivenUp, failingForMs: number): CallSpec | undefined {
    const { run, windows } = this.common;
    if (this.hasRun || run.refs.$vm_snapshot === undefined || answer.code === null) return undefined;
    const lasting = answer.errorClass === 'refused' || failingForMs >= windows.step_budget_ms;
    return lasting ? unless_started : undefined;
  }

  /** On its isolated networks, and never twice. */
  private async startOnce(start: Placed, sequence: Sequence): Promise<void> {
    this.startedOnce = true;
    await this.perform(start, sequence);
  }

  private async perform({ step, call: planned }: Placed, { settles = [], onDone }: Sequence): Promise<void> {
    const call = this.withoutLost(planned);
    const result = await perform(call, {
      ...this.common,
      step,
      priority: 'undo',
      direction: 'backward',
      giveBack: call.again !== undefined,
      firstTry: this.nextTry.get(call.key) ?? 0,
      onTry: (tryNumber) => this.nextTry.set(call.key, tryNumber + 1),
      actions: (answer) => actionsFor(call, answer),
      settles: [...settles],
    });
    if (result === 'skipped') throw new Error('nothing is skipped on the way back');
    // What was found so was not sent: the next time is no later try of something that this job did (R9).
    if (result.found) this.nextTry.delete(call.key);
    this.common.run.leaves(call, result.left_behind);
    for (const volumeId of result.altered ?? []) this.unreverted.add(volumeId);
    onDone(step, call, result);
  }

  /** What a person gives up: a revert, or a replica that is not there any more. */
  private abandon(call: CallSpec): void {
    if (isRevert(call)) return this.giveUp(revertedBy(call), 'a person gave the revert up');
    this.lost.add(call.object);
    this.unreverted.add(call.object);
    this.common.run.event('replica.lost', `CloudStack has no volume ${call.object}: a person gave it up`);
  }

  /** The last look of a way back asks of what can be there. */
  private withoutLost(call: CallSpec): CallSpec {
    const { disks } = call.args;
    if (call.activity !== 'confirmReturned' || !Array.isArray(disks)) return call;
    const there = disks.filter((disk) => !this.lost.has(String((disk as { volume_id: string }).volume_id)));
    return { ...call, args: { ...call.args, disks: there } };
  }

  private isOfLost({ object, args }: CallSpec): boolean {
    return this.lost.has(object) || (typeof args.volumeid === 'string' && this.lost.has(args.volumeid));
  }

  /** These replicas come home as the destination left them. */
  giveUp(volumeIds: readonly string[], why: string): void {
    for (const volumeId of volumeIds) {
      this.unreverted.add(volumeId);
      this.common.run.event('revert.given_up', `${why}: volume ${volumeId} comes home as the destination left it`);
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

  /** Waits after a no, with a person called as R6 tells; resolves with what that person says. */
  private async pause(
    call: CallSpec,
    { message, answer }: CallGivenUp,
    noes: number,
    failingForMs: number,
  ): Promise<AttentionAction | undefined> {
    const { key } = call;
    const { run, windows } = this.common;
    const { step_budget_ms: stepBudgetMs, attention_after_ms: attentionAfterMs } = windows;
    const { errorClass } = answer;
    const decision = decide({ errorClass, mayUndo: false, failingForMs, stepBudgetMs, attentionAfterMs });
    const attention = decision === 'again-with-attention';
    if (attention) run.attention(key, message, actionsFor(call, answer));
    await condition(() => run.answerTo(key) !== undefined, pauseAfter(noes, attention, stepBudgetMs), {
      summary: `pause after ${errorClass}: ${key}`,
    });
    const said = run.takeAnswer(key);
    run.calm(key);
    return said;
  }
}

function actionsFor(call: CallSpec, { code }: FinalAnswer): Attention['actions'] {
  if (isRevert(call)) return call.activity === 'revertToVMSnapshot' ? VM_REVERT_OR_GIVE_UP : REVERT_OR_GIVE_UP;
  return code === VOLUME_MISSING ? RETRY_OR_LOSE : RETRY;
}
