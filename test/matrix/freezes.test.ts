import { describe, it } from 'vitest';
import { Field } from './field.js';
import { FREEZE_WINDOWS, freezesOf, frozen, goingBack } from './frozen.js';
import { asExpected } from './report.js';
import { shapes } from './seed.js';
import { ABANDON, callsBack, UNDO_OF_ALL } from './ways.js';

/** More than any shape's run, twice, and undo have calls, at every moment. */
const MOST_RUNS = 200;

describe('one worker is frozen in the middle of every call, in as many runs; a successor ends them, then it thaws without effect', () => {
  it.each(shapes)('%s: runs, finished or undone, and undos', (shape) =>
    Field.use(shape, MOST_RUNS, { env: FREEZE_WINDOWS, apart: true }, async (field) => {
      const { calls } = field;
      const cells = [
        ...freezesOf(calls, { moment: 'finished', ending: 'completed' }),
        // Refused to the successor.
        ...freezesOf(
          calls.filter(({ afterNoReturn }) => !afterNoReturn),
          { moment: 'undone', ending: 'failed-undone' },
        ),
        ...goingBack(await callsBack(field, UNDO_OF_ALL), UNDO_OF_ALL),
      ];
      asExpected(`Freezes of the worker, ${shape}`, await frozen(field, cells));
    }),
  );

  it.each(shapes)('%s: abandons', (shape) =>
    Field.use(shape, MOST_RUNS, { env: FREEZE_WINDOWS, apart: true }, async (field) => {
      const cells = goingBack(await callsBack(field, ABANDON), ABANDON);
      asExpected(`Freezes of the worker, abandon of ${shape}`, await frozen(field, cells));
    }),
  );
});
