import type { Database } from '../../db/index.js';
import { formatDuration } from '../../domain/duration.js';
import { plannedSteps, type BackStep, type Itinerary, type Step, type StepName } from '../../domain/itinerary.js';

/** Said where some step has never been completed before: a figure would be invented (safety R9). */
export const NO_HISTORY = 'unknown: no history yet';

/** Milliseconds along the longest chain of steps, or null where the median of a step is not known. */
function criticalPath(itinerary: Itinerary, medianMs: Partial<Record<StepName, number>>): number | null {
  const ends = new Map<string, number>();
  const latest = (): number => Math.max(0, ...ends.values());
  for (const step of timed(itinerary)) {
    const own = medianMs[step.name];
    if (own === undefined) return null;
    // A step's predecessors stand before it in the list; one of the way back comes after everything before it.
    const begins = 'after' in step ? Math.max(0, ...step.after.map((name) => ends.get(name) ?? 0)) : latest();
    ends.set(step.name, begins + own);
  }
  return latest();
}

/** Without `validate`, which is over before the run knows its steps, and a hold, which lasts as long as it was told to. */
function timed(itinerary: Itinerary): (Step | BackStep)[] {
  return plannedSteps(itinerary).filter(({ name }) => name !== 'validate' && name !== 'hold');
}

/** Expected time of a run in words, from the medians of past runs of the same steps; what it does is not known yet without an itinerary. */
export async function estimateDuration(db: Database, itinerary: Itinerary | undefined): Promise<string> {
  if (itinerary === undefined) return NO_HISTORY;
  const names = timed(itinerary).map((step) => step.name);
  const medians = await db.uow.read((repos) => repos.jobs.stepDurations(names));
  const ms = criticalPath(itinerary, medians);
  // Whole seconds: the figure is a median, more digits would claim too much.
  return ms === null ? NO_HISTORY : formatDuration(Math.max(1, Math.round(ms / 1000)) * 1000);
}

/** As `estimateDuration`, of the way back alone. */
export function estimateWayBack(db: Database, itinerary: Itinerary | undefined): Promise<string> {
  return estimateDuration(db, itinerary && { ...itinerary, steps: [] });
}
