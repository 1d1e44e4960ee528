import { describe, it } from 'vitest';
import { inParts } from './held.js';
import { KILL_WINDOWS, killed, killsOf } from './killed.js';
import { asExpected } from './report.js';
import { shapes } from './seed.js';
import { ABANDON, callsBack, UNDO_OF_ALL } from './ways.js';

const env = KILL_WINDOWS;

describe('one worker is killed while every call is on its way, in as many runs; its successor ends them, each command once', () => {
  it.each(shapes)('%s: a run and its undo', async (shape) => {
    const outcomes = await inParts(
      shape,
      { env },
      async (field) =>
        killsOf(
          { calls: field.calls, ending: 'completed' },
          { calls: await callsBack(field, UNDO_OF_ALL), back: UNDO_OF_ALL, ending: 'failed-undone' },
        ),
      killed,
    );
    asExpected(`Kills of the worker, ${shape}`, outcomes);
  });

  it.each(shapes)('%s: an abandon', async (shape) => {
    const outcomes = await inParts(
      shape,
      { env },
      async (field) => killsOf({ calls: await callsBack(field, ABANDON), back: ABANDON, ending: 'failed-undone' }),
      killed,
    );
    asExpected(`Kills of the worker, abandon of ${shape}`, outcomes);
  });
});
