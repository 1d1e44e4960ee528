import { describe, it } from 'vitest';
import { cellOf, chosen, cross, runInTurns } from './cells.js';
import { ON_THE_WAY_BACK } from './expected.js';
import { Field } from './field.js';
import { asExpected } from './report.js';
import { seed } from './seed.js';
import { callsBack, WAYS } from './ways.js';

/** More than any way back has cells; of the third, more than the seed ever chooses. */
const MOST_CELLS = seed === undefined ? 120 : 60;

describe('every change on the way back × every fault', () => {
  it.each(WAYS)('$title', (way) =>
    Field.use(way.shape, MOST_CELLS, {}, async (field) => {
      const calls = await callsBack(field, way);
      const name = ({ item, fault }: (typeof all)[number]): string => `${way.title} ${item.label} ${fault}`;
      const all = cross(calls, ON_THE_WAY_BACK);
      const cells = chosen(all, name, seed);
      asExpected(way.title, await runInTurns(field, cells, (call, fault) => cellOf(call, fault, way)));
    }),
  );
});
