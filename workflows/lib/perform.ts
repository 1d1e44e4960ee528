import { condition, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.js';
import type { CallInput, CallResult, EarlierCall, Priority } from '../../domain/call.js';
import { OBSERVATIONS, type Call, type CallSpec, type StepName } from '../../domain/itinerary.js';
import type { Attention } from '../../domain/job.js';
import { decide, pauseAfter } from '../../domain/policy.js';
import type { RunWindows } from '../../domain/windows.js';
import { mutateOptions, observeOptions, undoOptions } from '../activity-options.js';
import { RunAbandoned, RunCancelled, type Control } from './control.js';
import { finalAnswer, type FinalAnswer } from './final-answer.js';
import { resolve } from './references.js';
import { now, type Run } from './run.js';

export interface Performance {
  run: Run;
  control: Control;
  config: string;
  windows: RunWindows;
  step: StepName;
  priority: Priority;
  /** `forward` may be given up before the point of no return; `backward` is an undo or abandon and never is. */
  direction: 'forward' | 'backward';
  /** Hand every final answer back instead of trying again: the caller begins its sequence anew. */
  giveBack: boolean;
  /** The first try's number: higher where the call was performed before. */
  firstTry: number;
  /** Learns of each try before it is scheduled. */
  onTry: (tryNumber: number) => void;
  /** True as soon as another branch has failed: do not begin another try. */
  stopping: () => boolean;
  /** What a person may answer when this call cannot go on. */
  actions: (answer: FinalAnswer) => Attention['actions'];
  /** Must be final before this call does anything. */
  settles?: EarlierCall[];
}

/** Why a call was given up. */
export class CallGivenUp extends Error {
  constructor(
    readonly key: string,
    readonly answer: FinalAnswer,
  ) {
    super(`${key}: ${answer.message}`);
  }
}

/**
 * Carries one call to its end: try after try (R4), with pauses, until it is done, a person says `skip` or `abandon`, or
 * the policy of R6 gives it up.
 * @throws CallGivenUp, RunCancelled (between two tries), RunAbandoned
 */
export async function perform(call: Call, p: Performance): Promise<CallResult | 'skipped'> {
  const { run, windows } = p;
  const started = now();
  let firstFailureAt: number | undefined;
  let failures = 0;
  let resettle = false;
  let clearings = 0;
  for (let tryNumber = p.firstTry; ;) {
    p.onTry(tryNumber);
    const input = inputOf(call, p, tryNumber, resettle);
    const { activity, key } = call;
    run.call(p.step, key, { status: 'running', activity, object: input.object, try: tryNumber, started_at: started });
    try {
      const result = await watched(run, windows, key, invoke(call, p, input));
      run.calm(key);
      return result;
    } catch (error) {
      const answer = finalAnswer(error);
      run.call(p.step, key, { status: 'running', error: answer.message });
      // What is not settled keeps its try, so that the same job id is asked for; anything else was final (R4).
      resettle = !answer.settled;
      if (!resettle) tryNumber += 1;
      if (p.giveBack && !resettle) throw givenUp(run, key, answer);
      firstFailureAt ??= Date.now();
      failures += 1;
      const decision = decide({
        errorClass: answer.errorClass,
        mayUndo: mayGiveUp(p),
        failingForMs: Date.now() - firstFailureAt,
        stepBudgetMs: windows.step_budget_ms,
        attentionAfterMs: windows.attention_after_ms,
      });
      if (decision === 'undo') throw givenUp(run, key, answer);
      if (!resettle && call.clears !== undefined)
        await clear(call.clears, { ...p, firstTry: clearings, onTry: (tryNumber) => (clearings = tryNumber + 1) });
      const attention = decision === 'again-with-attention';
      if (attention) run.attention(key, `${key}: ${answer.message}`, resettle ? [] : p.actions(answer));
      // Nobody gives up on a call whose outcome is not known, and it is not asked for in a hurry either.
      const interrupted = (): boolean =>
        run.answerTo(key) !== undefined || (!resettle && mayGiveUp(p) && isStopping(p));
      await condition(interrupted, pauseAfter(failures, attention, windows.step_budget_ms), {
        summary: `pause after ${answer.errorClass}: ${key}`,
      });
      const said = run.takeAnswer(key);
      // An answer counts for the question that was asked, not for the next try, which may succeed.
      run.calm(key);
      if (said === 'skip') return 'skipped';
      if (said === 'abandon') throw new RunAbandoned(key);
      if (said === undefined && mayGiveUp(p) && isStopping(p) && !resettle) {
        if (p.control.cancelled !== undefined) throw new RunCancelled(p.control.cancelled);
        throw givenUp(run, key, answer);
      }
    }
  }
}

/** What CloudStack will not remove, or not within the step's budget, does not keep the run from going on. */
async function clear(call: CallSpec, p: Performance): Promise<void> {
  const { run } = p;
  try {
    const result = await perform(call, p);
    run.leaves(call);
    if (result !== 'skipped')
      run.call(p.step, call.key, { status: 'completed', observed: result.observed, completed_at: now() });
  } catch (error) {
    if (!(error instanceof CallGivenUp)) throw error;
    run.leaves(call, [`what a failed try has left of ${call.object}: ${error.answer.message}`]);
    run.call(p.step, call.key, { status: 'failed', completed_at: now() });
  }
}

function mayGiveUp(p: Performance): boolean {
  return p.direction === 'forward' && p.control.mayGiveUp;
}

function isStopping(p: Performance): boolean {
  return p.stopping() || p.control.cancelled !== undefined;
}

/** Nobody is needed for a call that is not tried any more. */
function givenUp(run: Run, key: string, answer: FinalAnswer): CallGivenUp {
  run.calm(key);
  return new CallGivenUp(key, answer);
}

/** Shows `attention` while an activity has been retrying for too long on the server (R6: outages never use up a budget). */
export async function watched<T>(run: Run, windows: RunWindows, key: string, activity: Promise<T>): Promise<T> {
  let settled = false;
  const result = activity.finally(() => {
    settled = true;
  });
  const guard = condition(() => settled, windows.attention_after_ms, {
    summary: `attention if not ended: ${key}`,
  }).then((inTime) => {
    if (!inTime) run.attention(key, `${key} has not ended for ${Math.round(windows.attention_after_ms / 1000)} s`, []);
  });
  const [outcome] = await Promise.allSettled([result, guard]);
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}

function invoke(call: CallSpec, p: Performance, input: CallInput): Promise<CallResult> {
  const { taskQueue } = workflowInfo();
  const summary = `${call.activity} ${input.object}`;
  if ((OBSERVATIONS as readonly string[]).includes(call.activity)) {
    // A boot check asks for as long as it was told to.
    const askingMs = typeof call.args.timeout_ms === 'number' ? call.args.timeout_ms : 0;
    const options = observeOptions(taskQueue, p.windows, askingMs);
    return proxyActivities<Activities>({ ...options, summary })[call.activity](input);
  }
  const options = p.direction === 'forward' ? mutateOptions(taskQueue, p.windows) : undoOptions(taskQueue, p.windows);
  return proxyActivities<Activities>({ ...options, summary })[call.activity](input);
}

function inputOf(call: CallSpec, p: Performance, tryNumber: number, resettle: boolean): CallInput {
  const { head, planned } = p.run.projection;
  return {
    job_id: head.job_id,
    of_job: planned?.plan.job_id ?? head.job_id,
    vm_id: head.vm_id,
    config: p.config,
    key: call.key,
    activity: call.activity,
    object: resolve(call.object, p.run.refs),
    args: resolve(call.args, p.run.refs),
    try: tryNumber,
    priority: p.priority,
    ...(resettle ? { resettle } : {}),
    ...(p.direction === 'backward' ? { backward: true } : {}),
    ...(p.settles === undefined ? {} : { settles: p.settles }),
  };
}
