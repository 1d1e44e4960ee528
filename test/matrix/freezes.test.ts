import { describe, it } from 'vitest';
import { FREEZE_WINDOWS, freezesOf, frozen, goingBack } from './frozen.js';
import { inParts } from './held.js';
import { asExpected } from './report.js';
import { shapes } from './seed.js';
import { ABANDON, callsBack, UNDO_OF_ALL } from './ways.js';

const env = FREEZE_WINDOWS;

describe('one worker is frozen in the middle of every call, in as many runs; a successor ends them, then it thaws without effect', () => {
  it.each(shapes)('%s: runs, finished or undone, and undos', async (shape) => {
    const outcomes = await inParts(
      shape,
      { env },
      async (field) => [
        ...freezesOf(field.calls, { moment: 'finished', ending: 'completed' }),
        // Refused to the successor.
        ...freezesOf(
          field.calls.filter(({ afterNoReturn }) => !afterNoReturn),
          { moment: 'undone', ending: 'failed-undone' },
        ),
        ...goingBack(await callsBack(field, UNDO_OF_ALL), UNDO_OF_ALL),
      ],
      frozen,
    );
    asExpected(`Freezes of the worker, ${shape}`, outcomes);
  });

  it.each(shapes)('%s: abandons', async (shape) => {
    const outcomes = await inParts(
      shape,
      { env },
      async (field) => goingBack(await callsBack(field, ABANDON), ABANDON),
      frozen,
    );
    asExpected(`Freezes of the worker, abandon of ${shape}`, outcomes);
  });
});
