import { formatDuration } from '../../domain/duration.js';
import type { Itinerary, StepName } from '../../domain/itinerary.js';
import type { Database } from '../deps.js';

/** Said where some step has never been completed before: a figure would be invented (safety R9). */
export const NO_HISTORY = 'unknown: no history yet';

/** Milliseconds along the longest chain of steps, or null where the median of a step is not known; a hold lasts as long as it was told to. */
export function criticalPath(itinerary: Itinerary, medianMs: Partial<Record<StepName, number>>): number | null {
  const ends = new Map<string, number>();
  for (const step of timed(itinerary)) {
    const own = medianMs[step.name];
    if (own === undefined) return null;
    // A step's predecessors stand before it in the list.
    ends.set(step.name, Math.max(0, ...step.after.map((name) => ends.get(name) ?? 0)) + own);
  }
  return Math.max(0, ...ends.values());
}

function timed({ steps }: Itinerary): Itinerary['steps'] {
  return steps.filter((step) => step.name !== 'hold');
}

/** Expected time of a run in words, from the medians of past runs of the same steps. */
export async function estimateDuration(db: Database, itinerary: Itinerary): Promise<string> {
  const names = timed(itinerary).map((step) => step.name);
  const medians = await db.uow.read((repos) => repos.jobs.stepDurations(names));
  const ms = criticalPath(itinerary, medians);
  // Whole seconds: the figure is a median, more digits would claim too much.
  return ms === null ? NO_HISTORY : formatDuration(Math.max(1, Math.round(ms / 1000)) * 1000);
}
