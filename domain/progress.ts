import { plannedSteps, type Itinerary } from './itinerary.js';
import type { FailoverStatus } from './status.js';

/** Percent of the itinerary's calls that are done; a step without calls counts as one. One decimal. */
export function progressOf(
  itinerary: Itinerary,
  doneCalls: ReadonlySet<string>,
  doneSteps: ReadonlySet<string>,
): number {
  let all = 0;
  let done = 0;
  for (const step of plannedSteps(itinerary)) {
    all += Math.max(1, step.calls.length);
    done +=
      step.calls.length === 0
        ? Number(doneSteps.has(step.name))
        : step.calls.filter((call) => doneCalls.has(call.key)).length;
  }
  return Math.round((done / all) * 1000) / 10;
}

/**
 * The status a run with parallel branches shows: that of the first unfinished step in list order. It only moves
 * forward, because the list order is the order of the statuses.
 */
export function statusOf(itinerary: Itinerary, doneSteps: ReadonlySet<string>): FailoverStatus {
  const steps = plannedSteps(itinerary);
  const next = steps.find((step) => !doneSteps.has(step.name)) ?? steps.at(-1);
  return next?.status ?? 'pending';
}
