import { describe, it } from 'vitest';
import type { Shape } from '../support/estate.js';
import { cellOf, chosen, cross, readCell, runCells } from './cells.js';
import { MUTATION_FAULTS, PERSISTENT, READ_FAULTS, RESTARTS } from './expected.js';
import { Field, type Outcome } from './field.js';
import { asExpected } from './report.js';
import { seed } from './seed.js';

const SHAPES: Shape[] = ['one-disk', 'four-disks', 'uefi-custom'];
/** More calls than any shape's run has. */
const MOST_CALLS = 20;

describe('every change of a live failover × every fault', () => {
  it.each(SHAPES)('%s', (shape) =>
    Field.use(shape, MOST_CALLS * MUTATION_FAULTS.length, {}, async (field) => {
      const late = field.calls.filter(({ afterNoReturn }) => afterNoReturn);
      const all = [...cross(field.calls, MUTATION_FAULTS), ...cross(late, [PERSISTENT])];
      const cells = chosen(all, ({ item, fault }) => `${shape} ${item.label} ${fault}`, seed);
      asExpected(
        `Changes, ${shape}`,
        await runCells(
          field,
          cells.map(({ item, fault }) => cellOf(item, fault)),
        ),
      );
    }),
  );

  it.each(SHAPES)('%s: restarts of the management server, which strike every run at once', (shape) =>
    Field.use(shape, MOST_CALLS * RESTARTS.length, {}, async (field) => {
      const all = cross(field.calls, RESTARTS);
      const cells = chosen(all, ({ item, fault }) => `${shape} ${item.label} ${fault}`, seed);
      asExpected(
        `Restarts, ${shape}`,
        await runCells(
          field,
          cells.map(({ item, fault }) => cellOf(item, fault)),
        ),
      );
    }),
  );
});

describe('every read of a live failover × every outage', () => {
  it('no run minds', () =>
    Field.use('one-disk', 60, {}, async (field) => {
      const cells = chosen(cross(field.reads, READ_FAULTS), ({ item, fault }) => `${item} ${fault}`, seed);
      const outcomes: Outcome[] = [];
      // A round a fault: two on one command would need two requests, and what is known of the estate is shared by many runs.
      for (const kind of READ_FAULTS) {
        const round = cells.filter(({ fault }) => fault === kind);
        outcomes.push(
          ...(await runCells(
            field,
            round.map(({ item, fault }) => readCell(item, fault)),
          )),
        );
      }
      asExpected('Reads', outcomes);
    }));
});
