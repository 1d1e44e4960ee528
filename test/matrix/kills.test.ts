import { describe, it } from 'vitest';
import { Field } from './field.js';
import { KILL_WINDOWS, killed, killsOf } from './killed.js';
import { asExpected } from './report.js';
import { shapes } from './seed.js';
import { ABANDON, callsBack, UNDO_OF_ALL } from './ways.js';

/** More than any shape's run and undo have calls, at every moment. */
const MOST_RUNS = 150;

describe('one worker is killed while every call is on its way, in as many runs; its successor ends them, each command once', () => {
  it.each(shapes)('%s: a run and its undo', (shape) =>
    Field.use(shape, MOST_RUNS, { env: KILL_WINDOWS, apart: true }, async (field) => {
      const cells = killsOf(
        { calls: field.calls, ending: 'completed' },
        { calls: await callsBack(field, UNDO_OF_ALL), back: UNDO_OF_ALL, ending: 'failed-undone' },
      );
      asExpected(`Kills of the worker, ${shape}`, await killed(field, cells));
    }),
  );

  it.each(shapes)('%s: an abandon', (shape) =>
    Field.use(shape, MOST_RUNS, { env: KILL_WINDOWS, apart: true }, async (field) => {
      const cells = killsOf({ calls: await callsBack(field, ABANDON), back: ABANDON, ending: 'failed-undone' });
      asExpected(`Kills of the worker, abandon of ${shape}`, await killed(field, cells));
    }),
  );
});
