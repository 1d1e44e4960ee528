import { randomBytes } from 'node:crypto';

/** Undefined: the whole matrix. Otherwise a third of the cells; `MATRIX_SEED` repeats a run. */
export const seed: string | undefined =
  process.env.MATRIX === 'whole' ? undefined : (process.env.MATRIX_SEED ?? randomBytes(4).toString('hex'));

if (seed !== undefined) console.log(`a third of the matrix; to repeat it: MATRIX_SEED=${seed}`);
