import { describe, it } from 'vitest';
import type { MatrixCall } from './calls.js';
import type { Field } from './field.js';
import { FREEZE_WINDOWS, freezesOf, frozen, goingBack } from './frozen.js';
import { inParts, type HeldCell } from './held.js';
import { KILL_WINDOWS, killed, killsOf } from './killed.js';
import { FOLLOW_UPS, TESTS, triedWith, type Variant } from './kinds.js';
import { asExpected } from './report.js';
import { someOf } from './seed.js';
import { callsBack, UNDO_OF_ALL } from './ways.js';

/** In `npm test` one of each by the seed; all of their cells. */
const tests = someOf(TESTS, 1, ({ title }) => `held ${title}`);
const followUps = someOf(FOLLOW_UPS, 1, ({ title }) => `held ${title}`);

// Each waits more than it works: some run at once (maxConcurrency in vitest.config.ts).
describe.concurrent('what gives back or ends a failover, with a run at every call', () => {
  it.each(tests)('$title: the worker is killed; its successor ends the runs and undos, each command once', (variant) =>
    killedAt(variant, async (field, calls) =>
      killsOf(
        { calls, ending: 'completed' },
        { calls: await undosOf(variant, field), back: UNDO_OF_ALL, ending: 'failed-undone' },
      ),
    ),
  );

  it.each(followUps)('$title: the worker is killed; its successor ends them, each command once', (variant) =>
    killedAt(variant, (_, calls) => killsOf({ calls, ending: 'completed' })),
  );

  it.each(tests)('$title: the worker is frozen; a successor ends or undoes the runs, then it thaws', (variant) =>
    frozenAt(variant, async (field, calls) => [
      ...freezesOf(calls, { moment: 'finished', ending: 'completed' }),
      // Refused to the successor.
      ...freezesOf(
        calls.filter(({ afterNoReturn }) => !afterNoReturn),
        { moment: 'undone', ending: 'failed-undone' },
      ),
      ...goingBack(await undosOf(variant, field), UNDO_OF_ALL),
    ]),
  );

  it.each(followUps)('$title: the worker is frozen; a successor ends them, then it thaws', (variant) =>
    frozenAt(variant, (_, calls) => freezesOf(calls, { moment: 'finished', ending: 'completed' })),
  );
});

type CellsOf = (field: Field, calls: readonly MatrixCall[]) => HeldCell[] | Promise<HeldCell[]>;

async function undosOf({ shape }: Variant, field: Field): Promise<MatrixCall[]> {
  return triedWith(shape, await callsBack(field, UNDO_OF_ALL));
}

async function killedAt({ title, shape, kind, version }: Variant, cellsOf: CellsOf): Promise<void> {
  const cells = async (field: Field) => cellsOf(field, triedWith(shape, field.calls));
  const outcomes = await inParts(shape, { kind, version, env: KILL_WINDOWS }, cells, killed);
  asExpected(`${title}, kills of the worker`, outcomes, 'test');
}

async function frozenAt({ title, shape, kind, version }: Variant, cellsOf: CellsOf): Promise<void> {
  const cells = async (field: Field) => cellsOf(field, triedWith(shape, field.calls));
  const outcomes = await inParts(shape, { kind, version, env: FREEZE_WINDOWS }, cells, frozen);
  asExpected(`${title}, freezes of the worker`, outcomes, 'test');
}
