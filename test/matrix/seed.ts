import { createHash, randomBytes } from 'node:crypto';
import type { Shape } from '../support/estate.js';

/** Undefined: the whole matrix. Otherwise a third of the cells; `MATRIX_SEED` repeats a run. */
export const seed: string | undefined =
  process.env.MATRIX === 'whole' ? undefined : (process.env.MATRIX_SEED ?? randomBytes(4).toString('hex'));

/** For kills and freezes: every cell of one shape, or of all. */
export const shapes: Shape[] = seed === undefined ? ['one-disk', 'four-disks', 'uefi-custom'] : ['one-disk'];

/** So many of these by the seed, or all of the whole matrix. */
export function someOf<T>(items: readonly T[], count: number, name: (item: T) => string): T[] {
  if (seed === undefined) return [...items];
  const rank = (item: T): string =>
    createHash('sha256')
      .update(`${seed}/${name(item)}`)
      .digest('hex');
  return items.toSorted((a, b) => rank(a).localeCompare(rank(b))).slice(0, count);
}

if (seed !== undefined) console.log(`a part of the matrix; to repeat it: MATRIX_SEED=${seed}`);
