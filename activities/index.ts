import type { CallInput, CallResult } from '../domain/call.js';
import { MUTATIONS, type Mutation } from '../domain/itinerary.js';
import type { JobProjection, Recorded } from '../domain/job.js';
import type { RunWindows } from '../domain/windows.js';
import type { ActivityDeps } from './deps.js';
import { withAttempt, type Attempt } from './lib/attempt.js';
import { unsettled } from './lib/failure.js';
import { mutate } from './lib/mutate.js';
import { bootCheck } from './observe/boot-check.js';
import { confirmDestination, confirmRunning } from './observe/confirm-destination.js';
import { confirmNeverStarted } from './observe/confirm-never-started.js';
import { confirmReleasable } from './observe/confirm-releasable.js';
import { confirmStayedStopped } from './observe/confirm-stayed-stopped.js';
import { confirmReturned } from './observe/confirm-returned.js';
import type { FollowUp } from '../readiness/follow-up/job.js';
import { validateFollowUp, type FollowUpInput } from './observe/validate-follow-up.js';
import { validate, type ValidateInput, type Validated } from './observe/validate.js';

type CallActivity = (input: CallInput) => Promise<CallResult>;

export interface Activities extends Record<Mutation, CallActivity> {
  /** The first activity of a run: makes sure of its row and tells the windows it is to use. */
  openJob(projection: JobProjection): Promise<RunWindows>;
  /** Checks what another job has left, and freezes what is to become of it. */
  validateFollowUp(input: FollowUpInput): Promise<FollowUp>;
  /** Checks and freezes the plan. */
  validate(input: ValidateInput): Promise<Validated>;
  confirmReleasable: CallActivity;
  confirmDestination: CallActivity;
  confirmRunning: CallActivity;
  confirmNeverStarted: CallActivity;
  confirmStayedStopped: CallActivity;
  confirmReturned: CallActivity;
  bootCheck: CallActivity;
  /** Writes the workflow's view of itself to the database; older ones than stored are dropped (R9). */
  recordProjection(projection: JobProjection): Promise<Recorded>;
}

/** Every activity of the worker, bound to its ports. */
export function createActivities(deps: ActivityDeps): Activities {
  const mutations = Object.fromEntries(
    MUTATIONS.map((name) => [name, (input: CallInput) => mutate(deps, name, input)]),
  ) as Record<Mutation, CallActivity>;
  return {
    ...mutations,
    async openJob(projection) {
      await deps.db.uow.run((r) => r.jobs.apply(projection));
      const { heartbeatMs, stepBudgetMs, attentionAfterMs, fenceMs, skewAllowanceMs, httpTimeoutMs } = deps.windows;
      return {
        heartbeat_ms: heartbeatMs,
        step_budget_ms: stepBudgetMs,
        attention_after_ms: attentionAfterMs,
        settle_ms: fenceMs + skewAllowanceMs + 2 * httpTimeoutMs,
      };
    },
    validateFollowUp: (input) => observing(deps, (attempt) => validateFollowUp(deps, input, attempt)),
    validate: (input) => observing(deps, () => validate(deps, input)),
    confirmReleasable: (input) => observing(deps, () => confirmReleasable(deps, input)),
    confirmDestination: (input) =>
      observing(deps, async () => confirmDestination(await deps.cloudstack(input.config), input)),
    confirmRunning: (input) => observing(deps, async () => confirmRunning(await deps.cloudstack(input.config), input)),
    confirmNeverStarted: (input) =>
      observing(deps, async () => confirmNeverStarted(await deps.cloudstack(input.config), input)),
    confirmStayedStopped: (input) =>
      observing(deps, async () => confirmStayedStopped(await deps.cloudstack(input.config), input)),
    confirmReturned: (input) =>
      observing(deps, async () => confirmReturned(deps, await deps.cloudstack(input.config), input)),
    bootCheck: (input) =>
      observing(deps, async ({ signal }) => bootCheck(await deps.cloudstack(input.config), input, signal)),
    recordProjection: (projection) => deps.db.uow.run((r) => r.jobs.apply(projection)),
  };
}

/** Looks heartbeat, too, so that the next worker need not wait long for one that has died. */
async function observing<T>(deps: ActivityDeps, look: (attempt: Attempt) => Promise<T>): Promise<T> {
  try {
    return await withAttempt(deps, look);
  } catch (error) {
    throw unsettled(error);
  }
}
