import { describe, it } from 'vitest';
import type { TestVm } from '../support/estate.js';
import { cellOf, cross, runCells, type Cell } from './cells.js';
import { MUTATION_FAULTS } from './expected.js';
import { Field, type FieldOptions } from './field.js';
import { asExpected } from './report.js';
import { someOf } from './seed.js';
import { ABANDON, callsBack } from './ways.js';

const WORLDS: { title: string; options: FieldOptions }[] = [
  ...(['4.18', '4.20', '4.21', '4.22'] as const).map((version) => ({ title: version, options: { version } })),
  { title: '4.22, a user’s key', options: { version: '4.22', role: 'user' } },
];
const COMMANDS = ['deployVirtualMachine', 'attachVolume', 'createSnapshot'];
/** With the undisturbed ones. */
const RUNS = COMMANDS.length * MUTATION_FAULTS.length + 2;

/** Of the third, two worlds by the seed; all their cells. */
const worlds = someOf(WORLDS, 2, ({ title }) => title);

describe('CloudStack of every version, and a lesser key', () => {
  it.each(worlds)('$title: a run, an undo, an abandon, and faults of what makes and attaches', ({ title, options }) =>
    Field.use('one-disk', RUNS, options, async (field) => {
      const forward = field.calls.filter(({ command }) => COMMANDS.includes(command));
      const back = (await callsBack(field, ABANDON)).filter(({ command }) => command === 'revertSnapshot');
      const makes = [
        ...cross(forward, MUTATION_FAULTS).map(({ item, fault }) => cellOf(item, fault)),
        ...back.map((call) => cellOf(call, 'drop-reply', ABANDON)),
      ];
      const lesser = options.role === 'user';
      asExpected(`CloudStack ${title}`, await runCells(field, lesser ? makes.map(mayNotExpunge) : makes));
    }),
  );
});

/** A user's key may not expunge unless `allow.user.expunge.recover.vm` is on: what is undone leaves the emptied VM. */
function mayNotExpunge(make: (vm: TestVm) => Cell): (vm: TestVm) => Cell {
  return (vm) => {
    const cell = make(vm);
    if (!cell.expected.endings.includes('failed-undone')) return cell;
    return { ...cell, expected: { ...cell.expected, leaves: 'destroyed-vm' } };
  };
}
