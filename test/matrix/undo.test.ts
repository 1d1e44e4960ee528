import { describe, it } from 'vitest';
import { cellOf, chosen, cross, runCells } from './cells.js';
import { MUTATION_FAULTS, PERSISTENT, RESTARTS, type FaultKind } from './expected.js';
import { Field } from './field.js';
import { asExpected } from './report.js';
import { seed } from './seed.js';
import { callsBack, WAYS } from './ways.js';

const ONE_BY_ONE: FaultKind[] = [...MUTATION_FAULTS, PERSISTENT];
/** More than any way back has cells; of the third, more than the seed ever chooses. */
const MOST_CELLS = seed === undefined ? 120 : 60;

describe('every change on the way back × every fault', () => {
  it.each(WAYS)('$title', (way) =>
    Field.use(way.shape, MOST_CELLS, {}, async (field) => {
      const calls = await callsBack(field, way);
      const name = ({ item, fault }: (typeof all)[number]): string => `${way.title} ${item.label} ${fault}`;
      const all = cross(calls, [...ONE_BY_ONE, ...RESTARTS]);
      const cells = chosen(all, name, seed);
      // Restarts strike every run at once: they have a turn of their own.
      const isRestart = ({ fault }: (typeof all)[number]): boolean => (RESTARTS as readonly string[]).includes(fault);
      const run = (turn: typeof all) =>
        runCells(
          field,
          turn.map(({ item, fault }) => cellOf(item, fault, way)),
        );
      const outcomes = [...(await run(cells.filter((c) => !isRestart(c)))), ...(await run(cells.filter(isRestart)))];
      asExpected(way.title, outcomes);
    }),
  );
});
