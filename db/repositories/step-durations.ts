import { IsNull, Not } from 'typeorm';
import type { StepName } from '../../domain/itinerary.js';
import { FailoverStepEntity } from '../entities/failover-step.js';
import type { Context } from './context.js';

/** Enough for a steady median, and recent enough to follow a changed installation. */
const RUNS = 50;

export async function stepDurations(
  { manager }: Context,
  steps: StepName[],
): Promise<Partial<Record<StepName, number>>> {
  const medians: Partial<Record<StepName, number>> = {};
  for (const name of new Set(steps)) {
    const rows = await manager.find(FailoverStepEntity, {
      select: { job_id: true, position: true, started_at: true, completed_at: true },
      where: { name, status: 'completed', started_at: Not(IsNull()), completed_at: Not(IsNull()) },
      order: { completed_at: 'DESC' },
      take: RUNS,
    });
    const times = rows.map((row) => Date.parse(row.completed_at ?? '') - Date.parse(row.started_at ?? ''));
    const median = medianOf(times);
    if (median !== undefined) medians[name] = median;
  }
  return medians;
}

function medianOf(values: number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  return sorted.length % 2 === 1 || upper === undefined ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
