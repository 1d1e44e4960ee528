import { describe, it } from 'vitest';
import { cellOf, cross, runInTurns } from './cells.js';
import { MUTATION_FAULTS, ON_THE_WAY_BACK, RESTARTS } from './expected.js';
import { Field } from './field.js';
import { FOLLOW_UPS, TESTS, triedWith } from './kinds.js';
import { asExpected } from './report.js';
import { someOf } from './seed.js';
import { callsBack, UNDO_OF_ALL } from './ways.js';

/** More than any of these jobs has cells. */
const MOST_CELLS = 200;

/** Of each a third by the seed, all of their cells: a cell costs less than a stack. */
const tests = someOf(TESTS, 2, ({ title }) => title);
const followUps = someOf(FOLLOW_UPS, 5, ({ title }) => title);

// Each waits more than it works: some run at once (maxConcurrency in vitest.config.ts).
describe.concurrent('every change of a test and of its clean-up × every fault', () => {
  it.each(tests)('$title on $version', ({ title, shape, kind, version }) =>
    Field.use(shape, MOST_CELLS, { kind, version }, async (field) => {
      const calls = triedWith(shape, field.calls);
      const late = calls.filter(({ afterNoReturn }) => afterNoReturn);
      const all = [...cross(calls, MUTATION_FAULTS), ...cross(late, ['refuse-8-times'])];
      await matrix(field, `${title} on ${version}`, all);
    }),
  );

  // Before 4.21 CloudStack leaves what a restart has interrupted as it is, until a person mends it.
  it.each(tests)('$title: restarts, which strike every run at once', ({ title, shape, kind }) =>
    Field.use(shape, MOST_CELLS, { kind }, (field) =>
      matrix(field, `${title}, restarts`, cross(triedWith(shape, field.calls), RESTARTS)),
    ),
  );

  it.each(tests)('$title: its undo, when everything is done but the start', ({ title, shape, kind, version }) =>
    Field.use(shape, MOST_CELLS, { kind, version }, async (field) => {
      const calls = triedWith(shape, await callsBack(field, UNDO_OF_ALL));
      const all = cross(calls, [...MUTATION_FAULTS, 'refuse-8-times']);
      const outcomes = await runInTurns(field, all, (call, fault) => cellOf(call, fault, UNDO_OF_ALL));
      asExpected(`${title}, undone`, outcomes, 'test');
    }),
  );
});

describe.concurrent('every change of what ends a failover × every fault', () => {
  it.each(followUps)('$title', ({ title, shape, kind, version }) =>
    Field.use(shape, MOST_CELLS, { kind, version }, (field) =>
      matrix(field, title, cross(triedWith(shape, field.calls), ON_THE_WAY_BACK)),
    ),
  );
});

async function matrix(
  field: Field,
  title: string,
  all: ReturnType<typeof cross<Field['calls'][number]>>,
): Promise<void> {
  const { kind } = field;
  const outcomes = await runInTurns(field, all, (call, fault) =>
    cellOf(call, fault, undefined, kind.expected(fault, call)),
  );
  asExpected(title, outcomes, 'test');
}
