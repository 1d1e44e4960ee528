import { describe, expect, it } from 'vitest';
import { unobserved } from './observed.js';
import { guessed } from './parked.js';
import { boot, CLONES, data, does, played, type Line } from './played.js';
import { revertedAgain, undoneWrongly, unreverted } from './undo.js';

const disks = [boot, data];
const copies = disks.map((id) => CLONES[id] ?? '');
const gone = [...does.protect(false), ...does.destroy()];

/** A test by VM snapshot, and its clean-up. */
const attached = [
  ...disks.flatMap(does.detach),
  ...does.deploy(),
  ...does.protect(true),
  ...disks.flatMap(does.attach),
  ...does.takeVmSnapshot(),
];
const [revert, drop] = [does.onVmSnapshot('revertToVMSnapshot'), does.onVmSnapshot('deleteVMSnapshot')];
const home = [...disks.flatMap(does.detach), ...disks.flatMap(does.home), ...gone];
const byVmSnapshot = (...between: Line[][]): Line[] => [
  ...attached,
  ...does.start(),
  ...does.stop(),
  ...between.flat(),
  ...home,
];

/** A test by clones, and its clean-up. */
const cloned = [
  ...disks.flatMap(does.detach),
  ...disks.flatMap(does.snapshot),
  ...disks.flatMap(does.home),
  ...disks.flatMap(does.clone),
  ...does.deploy(),
  ...does.protect(true),
  ...copies.flatMap(does.attach),
];
const cleanUp = [
  ...copies.flatMap(does.detach),
  ...[data, boot].flatMap(does.deleteClone),
  ...[data, boot].flatMap(does.dropSnapshot),
  ...gone,
];
const byClone = [...cloned, ...does.start(), ...does.stop(), ...cleanUp];

it('nothing is found wrong with tests that give everything back', () => {
  for (const traces of [played(byVmSnapshot(revert, drop), 'vm-snapshot'), played(byClone, 'clone')]) {
    expect(unobserved(traces)).toEqual([]);
    expect(guessed(traces, false, true)).toEqual([]);
    expect(revertedAgain(traces)).toEqual([]);
    expect(unreverted(traces)).toEqual([]);
  }
});

describe('R6', () => {
  it('goes red on a test that gives back before its start for no reason, clones that go home on the way there aside', () => {
    expect(guessed(played(cloned, 'clone'), false, true)).toEqual([]);
    expect(guessed(played([...cloned, ...copies.flatMap(does.detach)], 'clone'), false, true)).not.toEqual([]);
  });
});

describe('R5', () => {
  const undo = [...copies.toReversed().flatMap(does.detach), ...cleanUp.slice(copies.length * 3)];
  it('finds nothing wrong with an undo of clones, and goes red on a clone that is left', () => {
    expect(undoneWrongly(played([...cloned, ...undo], 'clone'))).toEqual([]);
    const left = undo.filter(({ command, object }) => command !== 'deleteVolume' || object !== CLONES[boot]);
    expect(undoneWrongly(played([...cloned, ...left], 'clone'))).toContain(`clone of ${boot} was never undone`);
  });

  it('goes red on a VM snapshot that is left', () => {
    expect(undoneWrongly(played([...attached, ...home], 'vm-snapshot'))).toContain('the VM snapshot was never undone');
  });
});

describe('R7', () => {
  it.each<[string, Line[][]]>([
    ['no revert', [drop]],
    ['the deletion before the revert', [drop, revert]],
    ['a start after the revert', [revert, does.start(), does.stop(), drop]],
  ])('goes red on a VM snapshot with %s', (_, between) => {
    expect(unreverted(played(byVmSnapshot(...between), 'vm-snapshot'))).not.toEqual([]);
  });

  it('goes red on a replica that was put on the destination in place of its clone', () => {
    expect(unreverted(played([...byClone, ...does.detach(boot), ...does.attach(boot)], 'clone'))).toHaveLength(1);
  });

  it('lets a commit delete its snapshots, and nothing else', () => {
    const committed = [...attached, ...does.start(), ...does.snapshot(boot), ...does.dropSnapshot(boot)];
    expect(unreverted(played(committed), true)).toEqual([]);
    expect(unreverted(played(committed))).toHaveLength(1);
  });
});

describe('R4', () => {
  it('goes red on a second revert of the VM, unless the deletion of its snapshot was told no in between', () => {
    expect(revertedAgain(played(byVmSnapshot(revert, revert, drop)))).toHaveLength(1);
    const no = does.onVmSnapshot('deleteVMSnapshot', 432);
    expect(revertedAgain(played(byVmSnapshot(revert, no, revert, drop)))).toEqual([]);
  });
});
