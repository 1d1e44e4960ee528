import { condition, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../../activities/index.js';
import type { CallInput, CallResult, Priority } from '../../domain/call.js';
import { OBSERVATIONS, type CallSpec, type StepName } from '../../domain/itinerary.js';
import { decide, pauseAfter } from '../../domain/policy.js';
import type { RunWindows } from '../../domain/windows.js';
import { mutateOptions, observeOptions, undoOptions } from '../activity-options.js';
import { finalAnswer, type FinalAnswer } from './final-answer.js';
import { resolve } from './references.js';
import { now, type Run } from './run.js';

export interface Performance {
  run: Run;
  config: string;
  windows: RunWindows;
  step: StepName;
  priority: Priority;
  /** Whether giving up is still allowed: before the point of no return, and never in an undo. */
  mayUndo: () => boolean;
  /** True as soon as another branch has failed: do not begin another try. */
  stopping: () => boolean;
  /** Set for undo. */
  undoes?: { key: string; tries: number };
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
 * Carries one call to its end: try after try (R4), with pauses, until it is done, or is given up for an undo by the
 * policy of R6. `onTry` learns of each try before it is scheduled.
 */
export async function perform(call: CallSpec, p: Performance, onTry: (tryNumber: number) => void): Promise<CallResult> {
  const started = now();
  let firstFailureAt: number | undefined;
  let failures = 0;
  let resettle = false;
  for (let tryNumber = 0; ;) {
    onTry(tryNumber);
    const input = inputOf(call, p, tryNumber, resettle);
    p.run.call(p.step, call.key, {
      status: 'running',
      activity: call.activity,
      object: input.object,
      try: tryNumber,
      started_at: started,
    });
    try {
      const result = await watched(p.run, p.windows, call.key, invoke(call, p, input));
      p.run.calm(call.key);
      return result;
    } catch (error) {
      const answer = finalAnswer(error);
      firstFailureAt ??= Date.now();
      failures += 1;
      const failingForMs = Date.now() - firstFailureAt;
      const decision = decide({
        errorClass: answer.errorClass,
        mayUndo: p.mayUndo(),
        failingForMs,
        stepBudgetMs: p.windows.step_budget_ms,
        attentionAfterMs: p.windows.attention_after_ms,
      });
      p.run.call(p.step, call.key, { status: 'running', error: answer.message });
      if (decision === 'undo') throw new CallGivenUp(call.key, answer);
      if (decision === 'again-with-attention') p.run.attention(call.key, `${call.key}: ${answer.message}`);
      // An outcome that is unknown keeps its try, so that the same job id is settled; anything else was final (R4).
      resettle = answer.errorClass === 'unknown-outcome';
      if (!resettle) tryNumber += 1;
      const pause = pauseAfter(failures, decision === 'again-with-attention', p.windows.step_budget_ms);
      await condition(() => p.mayUndo() && p.stopping(), pause);
      if (p.mayUndo() && p.stopping() && !resettle) throw new CallGivenUp(call.key, answer);
    }
  }
}

/** Shows `attention` while an activity has been retrying for too long on the server (R6: outages never use up a budget). */
export async function watched<T>(run: Run, windows: RunWindows, key: string, activity: Promise<T>): Promise<T> {
  let settled = false;
  const result = activity.finally(() => {
    settled = true;
  });
  const guard = condition(() => settled, windows.attention_after_ms).then((inTime) => {
    if (!inTime) run.attention(key, `${key} has not ended for ${Math.round(windows.attention_after_ms / 1000)} s`);
  });
  const [outcome] = await Promise.allSettled([result, guard]);
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}

function invoke(call: CallSpec, p: Performance, input: CallInput): Promise<CallResult> {
  const { taskQueue } = workflowInfo();
  const summary = `${call.activity} ${input.object}`;
  if ((OBSERVATIONS as readonly string[]).includes(call.activity))
    return proxyActivities<Activities>({ ...observeOptions(taskQueue, p.windows), summary })[call.activity](input);
  const options = p.undoes === undefined ? mutateOptions(taskQueue, p.windows) : undoOptions(taskQueue, p.windows);
  return proxyActivities<Activities>({ ...options, summary })[call.activity](input);
}

function inputOf(call: CallSpec, p: Performance, tryNumber: number, resettle: boolean): CallInput {
  const { head } = p.run.projection;
  return {
    job_id: head.job_id,
    vm_id: head.vm_id,
    config: p.config,
    key: call.key,
    activity: call.activity,
    object: resolve(call.object, p.run.refs),
    args: resolve(call.args, p.run.refs),
    try: tryNumber,
    priority: p.priority,
    ...(resettle ? { resettle } : {}),
    ...(p.undoes === undefined ? {} : { undoes: p.undoes }),
  };
}
