import { randomBytes } from 'node:crypto';
import type { Shape } from '../support/estate.js';

/** Undefined: the whole matrix. Otherwise a third of the cells; `MATRIX_SEED` repeats a run. */
export const seed: string | undefined =
  process.env.MATRIX === 'whole' ? undefined : (process.env.MATRIX_SEED ?? randomBytes(4).toString('hex'));

/** For kills and freezes: every cell of one shape, or of all. */
export const shapes: Shape[] = seed === undefined ? ['one-disk', 'four-disks', 'uefi-custom'] : ['one-disk'];

if (seed !== undefined) console.log(`a third of the matrix; to repeat it: MATRIX_SEED=${seed}`);
