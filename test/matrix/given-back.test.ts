import { describe, it } from 'vitest';
import { cellOf, chosen, cross, runInTurns } from './cells.js';
import { MUTATION_FAULTS, ON_THE_WAY_BACK, RESTARTS } from './expected.js';
import { Field } from './field.js';
import { FOLLOW_UPS, TESTS } from './kinds.js';
import { asExpected } from './report.js';
import { seed, someOf } from './seed.js';
import { callsBack, UNDO_OF_ALL } from './ways.js';

/** More than any of these jobs has cells. */
const MOST_CELLS = 280;

/** Of the third one test and two others, by the seed, and a third of their cells. */
const tests = someOf(TESTS, 1, ({ kind }) => kind.title);
const followUps = someOf(FOLLOW_UPS, 2, ({ kind }) => kind.title);

describe('every change of a test and of its clean-up × every fault', () => {
  it.each(tests)('$kind.title on $version', ({ kind, version }) =>
    Field.use('one-disk', MOST_CELLS, { kind, version }, async (field) => {
      const late = field.calls.filter(({ afterNoReturn }) => afterNoReturn);
      const all = [...cross(field.calls, MUTATION_FAULTS), ...cross(late, ['refuse-8-times'])];
      await matrix(field, `${kind.title} on ${version}`, all);
    }),
  );

  // Before 4.21 CloudStack leaves what a restart has interrupted as it is, until a person mends it.
  it.each(tests)('$kind.title: restarts, which strike every run at once', ({ kind }) =>
    Field.use('one-disk', MOST_CELLS, { kind }, (field) =>
      matrix(field, `${kind.title}, restarts`, cross(field.calls, RESTARTS)),
    ),
  );

  it.each(tests)('$kind.title: its undo, when everything is done but the start', ({ kind, version }) =>
    Field.use('one-disk', MOST_CELLS, { kind, version }, async (field) => {
      const title = `${kind.title}, undone`;
      const all = cross(await callsBack(field, UNDO_OF_ALL), [...MUTATION_FAULTS, 'refuse-8-times']);
      const cells = chosen(all, ({ item, fault }) => `${title} ${item.label} ${fault}`, seed);
      asExpected(title, await runInTurns(field, cells, (call, fault) => cellOf(call, fault, UNDO_OF_ALL)), 'test');
    }),
  );
});

describe('every change of what ends a failover × every fault', () => {
  it.each(followUps)('$kind.title', ({ kind }) =>
    Field.use('one-disk', MOST_CELLS, { kind }, (field) =>
      matrix(field, kind.title, cross(field.calls, ON_THE_WAY_BACK)),
    ),
  );
});

async function matrix(
  field: Field,
  title: string,
  all: ReturnType<typeof cross<Field['calls'][number]>>,
): Promise<void> {
  const cells = chosen(all, ({ item, fault }) => `${title} ${item.label} ${fault}`, seed);
  const { kind } = field;
  const outcomes = await runInTurns(field, cells, (call, fault) =>
    cellOf(call, fault, undefined, kind.expected(fault, call)),
  );
  asExpected(title, outcomes, 'test');
}
