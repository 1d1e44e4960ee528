import type { z } from 'zod';
import type { JobRow } from '../../db/index.js';
import { undoOf, type CallSpec, type Itinerary } from '../../domain/itinerary.js';
import type { StepProjection } from '../../domain/job.js';
import { isOpen } from '../../domain/status.js';
import type { OnCancel } from './schemas.js';

type Shown = z.input<typeof OnCancel>;
type Row = Pick<JobRow, 'status' | 'current_step' | 'plan'>;

/** As the projection knows it; the run itself decides when both come at once (`cancel.refused`). */
function isPastNoReturn({ current_step }: Row, { steps, no_return }: Itinerary): boolean {
  const place = (wanted: string | null): number => steps.findIndex(({ name }) => name === wanted);
  return place(current_step) >= place(no_return);
}

function isGoingBack({ status, current_step, plan }: Row): boolean {
  if (status === 'reverting' || status === 'cleanup') return true;
  const { steps = [], way_back = [] } = plan?.itinerary ?? {};
  const has = (list: readonly { name: string }[]): boolean => list.some(({ name }) => name === current_step);
  return has(way_back) && !has(steps);
}

/** Whether a cancel comes too late: a run that does not go its way back by itself, past its point of no return. */
export function mustGoForward(row: Row): boolean {
  const itinerary = row.plan?.itinerary;
  return itinerary !== undefined && !itinerary.returns && !isGoingBack(row) && isPastNoReturn(row, itinerary);
}

/** What a cancel would do now; null for a closed job (safety.md, "Cancel, end, extend, failure"). */
export function onCancel(row: Row, steps: readonly StepProjection[]): Shown | null {
  if (!isOpen(row.status)) return null;
  const itinerary = row.plan?.itinerary;
  if (isGoingBack(row)) return { possible: true, effect: 'none: the job is on its way back already', undoes: [] };
  if (itinerary === undefined) return { possible: true, effect: 'ends the job: nothing was touched yet', undoes: [] };
  if (mustGoForward(row))
    return {
      possible: false,
      effect: 'refused: the destination may be running; roll the job back once it has completed',
      undoes: [],
    };
  if (isPastNoReturn(row, itinerary)) {
    const undoes = itinerary.way_back.flatMap(({ calls }) => calls.map(shown));
    return { possible: true, effect: 'ends the test and cleans it up', undoes };
  }
  const undoes = undoesOf(itinerary, steps);
  const effect = undoes.length === 0 ? 'ends the job: nothing was changed yet' : 'undoes what was done, last first';
  return { possible: true, effect, undoes };
}

/** The undo of every call that was started, last first (R5). */
function undoesOf({ steps }: Itinerary, projected: readonly StepProjection[]): Shown['undoes'] {
  const untouched = new Set(
    projected.flatMap(({ calls }) => calls.filter(({ status }) => status === 'pending').map(({ key }) => key)),
  );
  const started = steps.flatMap(({ calls }) => calls.filter(({ key }) => !untouched.has(key)));
  const home = projected.some(({ name, status }) => name === 'reattach' && status === 'completed');
  return started.toReversed().flatMap((call) => undoOf(call, home).map(shown));
}

function shown({ key, activity, object }: CallSpec): Shown['undoes'][number] {
  return { key, activity, object };
}
