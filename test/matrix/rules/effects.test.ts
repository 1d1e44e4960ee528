import { describe, expect, it } from 'vitest';
import { unobserved } from './observed.js';
import { guessed } from './parked.js';
import { BLANK, boot, data, does, FORWARD, played, UNDO, vm, type Line } from './played.js';
import { isRead } from './traces.js';
import { undoneWrongly, unreverted } from './undo.js';

const REFUSAL = does.refused(431);
const undone = [...FORWARD, ...REFUSAL, ...UNDO.flat()];
const abandon = [
  does.stop(),
  ...[boot, data].map(does.detach),
  ...[boot, data].map(does.revert),
  ...[boot, data].map(does.home),
  ...[boot, data].map(does.dropSnapshot),
  does.protect(false),
  does.destroy(),
];
const started = [...FORWARD, ...does.attach(data), ...does.start()];
const abandoned = [...started, ...abandon.flat()];
const moved = (steps: Line[][], from: number, to: number): Line[] => {
  const order = steps.filter((_, i) => i !== from);
  return [...order.slice(0, to), ...steps.slice(from, from + 1), ...order.slice(to)].flat();
};

describe('what a run has left', () => {
  it('tells a VM from one whose name begins like it, and knows the blank root', () => {
    const neighbour = { command: 'deployVirtualMachine', params: { name: `${vm.name}2` }, object: BLANK };
    expect(played([neighbour, ...does.deploy()]).effects).toHaveLength(1);
    expect(played([...does.deploy(), ...does.deleteBlank()]).effects).toHaveLength(2);
  });
});

describe('R3, observe, act, observe', () => {
  it('finds nothing where every change stands between two looks', () => {
    expect(unobserved(played(undone))).toEqual([]);
    expect(unobserved(played(abandoned))).toEqual([]);
  });

  const changes = undone.flatMap(({ command }, i) => (isRead({ command }) ? [] : [[command, i] as const]));
  const same = (a: Line, b: Line | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);
  it.each(changes)('goes red without the look before %s (%i)', (command, i) => {
    const blind = undone.filter((line, j) => j >= i || !same(line, undone[i - 1]));
    expect(unobserved(played(blind))).toContainEqual(expect.stringMatching(new RegExp(`^${command}.*before it`)));
  });
  it.each(changes)('goes red without the look after %s (%i)', (command, i) => {
    const blind = undone.filter((line, j) => j <= i || !same(line, undone[i + 1]));
    expect(unobserved(played(blind))).toContainEqual(expect.stringMatching(new RegExp(`^${command}.*after it`)));
  });

  it('goes red when the look came before the job had ended', () => {
    const traces = played(undone);
    for (const job of traces.jobs.values()) job.completed = Date.parse('2027-01-01T00:00:00Z');
    expect(unobserved(traces)).not.toEqual([]);
  });

  it('goes red when the look was not answered', () => {
    const traces = played(undone);
    for (const request of traces.requests) if (request.command === 'listVolumes') request.http_status = 503;
    expect(unobserved(traces)).not.toEqual([]);
  });

  it('goes red on a change that it does not know', () => {
    const odd = { command: 'migrateVolume', params: { volumeid: boot }, object: boot };
    expect(unobserved(played([...undone, odd]))).not.toEqual([]);
  });
});

describe('R5, undo', () => {
  it('finds nothing where everything is taken back, last first', () => {
    expect(undoneWrongly(played(undone))).toEqual([]);
  });

  it.each(UNDO.map((step, i) => [step[1]?.command, i] as const))('goes red when %s (%i) is left out', (_, i) => {
    expect(undoneWrongly(played([...FORWARD, ...REFUSAL, ...without(UNDO, i)]))).not.toEqual([]);
  });

  it.each([
    ['the destination is destroyed before its disk is taken', 6, 0],
    ['a replica is home before its snapshot is gone', 4, 1],
    ['the first snapshot goes first', 2, 1],
    ['the first disk is home first', 4, 3],
    ['the protection is lifted while a replica is on the VM', 5, 0],
  ])('goes red when %s', (_, from, to) => {
    expect(undoneWrongly(played([...FORWARD, ...REFUSAL, ...moved(UNDO, from, to)]))).not.toEqual([]);
  });

  it('goes red when a branch still runs while the other is undone', () => {
    const [first, ...others] = UNDO;
    const late = [...FORWARD, ...REFUSAL, ...(first ?? []), ...does.protect(true), ...others.flat()];
    expect(undoneWrongly(played(late))).toContainEqual(expect.stringContaining('while the run was undone'));
  });
});

describe('R6, park, do not guess', () => {
  it('finds nothing where CloudStack said no, or a person', () => {
    expect(guessed(played(undone), false)).toEqual([]);
    expect(guessed(played(started), false)).toEqual([]);
    expect(guessed(played(abandoned), true)).toEqual([]);
  });

  it('goes red on an undo after the point of no return that nobody asked for', () => {
    expect(guessed(played(abandoned), false)).toContainEqual(expect.stringContaining('after the point of no return'));
  });

  it.each([401, 429, 432, 503])('goes red on an undo because of %i', (no) => {
    expect(guessed(played([...FORWARD, ...does.refused(no), ...UNDO.flat()]), false)).not.toEqual([]);
  });

  it('goes red on an undo for no reason', () => {
    expect(guessed(played([...FORWARD, ...UNDO.flat()]), false)).not.toEqual([]);
  });
});

describe('R7, snapshots', () => {
  it('finds nothing where every replica is reverted after the stop and before it comes home', () => {
    expect(unreverted(played(abandoned))).toEqual([]);
    expect(unreverted(played(undone))).toEqual([]);
  });

  it.each([
    ['a replica is reverted before the stop', 3, 0],
    ['a replica comes home before its revert', 5, 2],
    ['a snapshot is deleted before its revert', 7, 2],
  ])('goes red when %s', (_, from, to) => {
    expect(unreverted(played([...started, ...moved(abandon, from, to)]))).not.toEqual([]);
  });

  it('goes red when a replica comes home without a revert', () => {
    expect(unreverted(played([...started, ...without(abandon, 3)]))).not.toEqual([]);
  });
});

function without(steps: readonly Line[][], index: number): Line[] {
  return steps.filter((_, i) => i !== index).flat();
}
