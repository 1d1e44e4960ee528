import { describe, expect, it } from 'vitest';
import type { Effect, SimulatedState, SimulatedVolume } from '../support/driver.js';
import { testEstate } from '../support/estate.js';
import { broken, estateBroken } from './checker.js';

const [vm] = testEstate(['four-disks']).vms;
if (vm === undefined) throw new Error('no VM');
const replica = (index: number): string => vm.disks[index]?.volume_id ?? '';

function volume(index: number, change: Partial<SimulatedVolume>): SimulatedVolume {
  return {
    id: replica(index),
    name: `disk-${index}`,
    state: 'Ready',
    type: 'DATADISK',
    virtualmachineid: 'appliance',
    deviceid: index + 1,
    content_sha256: `content ${index}`,
    held_by: ['appliance'],
    ...change,
  };
}

const machine = (id: string, name: string) => ({
  id,
  name,
  state: 'Running',
  details: {},
  nics: [],
  domain: { running: true },
});
const before = (): SimulatedState => ({
  vms: [machine('appliance', 'appliance')],
  volumes: [0, 1, 2, 3].map((i) => volume(i, {})),
  snapshots: [],
  vm_snapshots: [],
  jobs: [],
  violations: [],
});
const done = (): SimulatedState => ({
  vms: [...before().vms, machine('new', vm.name)],
  volumes: [0, 1, 2, 4].map((deviceid, i) =>
    volume(i, { virtualmachineid: 'new', held_by: ['new'], deviceid, type: i === 0 ? 'ROOT' : 'DATADISK' }),
  ),
  snapshots: [0, 1, 2, 3].map((i) => ({ id: `snapshot ${i}`, volumeid: replica(i), state: 'BackedUp' })),
  vm_snapshots: [],
  jobs: [],
  violations: [],
});
const effect = (command: string, object_id: string, params: Record<string, string>): Effect => ({
  seq: 0,
  at: '2026-11-23T00:00:00.000Z',
  command,
  object_kind: '',
  object_id,
  summary: '',
  params,
});
const deploy = effect('deployVirtualMachine', 'new', { name: vm.name });
const attach = effect('attachVolume', replica(0), { id: replica(0), virtualmachineid: 'new' });
const deletion = effect('deleteVolume', 'new', { id: 'new' });
const detach = effect('detachVolume', replica(0), { id: replica(0) });

function changed(state: SimulatedState, change: (state: SimulatedState) => void): SimulatedState {
  change(state);
  return state;
}
const first = (state: SimulatedState): SimulatedVolume => {
  const [found] = state.volumes;
  if (found === undefined) throw new Error('no volume');
  return found;
};

describe('the checker', () => {
  it('finds nothing wrong with what is as promised', () => {
    expect(broken({ vm, stands: 'destination' }, before(), done(), [detach, deploy, attach])).toEqual([]);
    expect(broken({ vm, stands: 'home' }, before(), before(), [detach, deploy, attach, detach, attach])).toEqual([]);
    expect(estateBroken([vm.name], before(), done())).toEqual([]);
  });

  it.each<[string, (state: SimulatedState) => void]>([
    ['altered', (s) => (first(s).content_sha256 = 'other')],
    ['lost', (s) => s.volumes.shift()],
    ['orphaned', (s) => (first(s).virtualmachineid = null)],
    ['elsewhere', (s) => (first(s).deviceid = 9)],
    ['with a VM left behind', (s) => s.vms.push(machine('new', vm.name))],
    ['with a snapshot left behind', (s) => s.snapshots.push({ id: 's', volumeid: replica(0), state: 'Error' })],
  ])('goes red on an undone run: a replica %s', (_, change) => {
    expect(broken({ vm, stands: 'home' }, before(), changed(before(), change), [deploy])).not.toEqual([]);
  });

  it('lets a commit keep the destination, and no snapshot', () => {
    const committed = changed(done(), (s) => (s.snapshots = []));
    expect(broken({ vm, stands: 'committed' }, before(), committed, [deploy])).toEqual([]);
    expect(broken({ vm, stands: 'committed' }, before(), done(), [deploy])).not.toEqual([]);
    expect(broken({ vm, stands: 'committed' }, before(), before(), [deploy])).not.toEqual([]);
  });

  it('lets a run leave the emptied VM that its key may not expunge, and nothing else of it', () => {
    const left = { vm, stands: 'home', leaves: 'destroyed-vm' } as const;
    const withVm = (state: string) => changed(before(), (s) => s.vms.push({ ...machine('new', vm.name), state }));
    expect(broken(left, before(), withVm('Destroyed'), [deploy])).toEqual([]);
    expect(broken(left, before(), withVm('Stopped'), [deploy])).not.toEqual([]);
    const withVolume = (state: string) =>
      changed(withVm('Destroyed'), (s) => s.volumes.push(volume(0, { id: 'root', virtualmachineid: 'new', state })));
    expect(broken(left, before(), withVolume('Allocated'), [deploy])).toEqual([]);
    expect(broken(left, before(), withVolume('Ready'), [deploy])).not.toEqual([]);
    expect(estateBroken([vm.name], before(), withVolume('Allocated'))).toEqual([]);
    expect(estateBroken([], before(), withVolume('Allocated'))).not.toEqual([]);
  });

  it.each<[string, (state: SimulatedState) => void]>([
    ['the boot disk is no ROOT', (s) => (first(s).type = 'DATADISK')],
    ['disks out of order', (s) => (first(s).deviceid = 7)],
    ['somebody else holds a replica', (s) => (first(s).held_by = ['new', 'appliance'])],
    ['it does not run', (s) => s.vms.forEach((v) => (v.domain.running = false))],
    ['two destinations', (s) => s.vms.push(machine('newer', vm.name))],
    ['a snapshot is missing', (s) => s.snapshots.pop()],
    ['a spoilt snapshot is left', (s) => s.snapshots.push({ id: 's', volumeid: replica(0), state: 'Error' })],
    ['its blank root is still there', (s) => s.volumes.push(volume(0, { id: 'root', virtualmachineid: 'new' }))],
  ])('goes red on a completed run: %s', (_, change) => {
    expect(broken({ vm, stands: 'destination' }, before(), changed(done(), change), [deploy])).not.toEqual([]);
  });

  it.each<[string, Effect[]]>([
    ['an attach', [deploy, attach, attach]],
    ['a detach', [detach, { ...detach, customjobid: 'another try' }]],
    ['a deployment', [deploy, { ...deploy, object_id: 'appliance' }, deploy]],
    ['a blank root’s deletion', [deploy, deletion, deletion]],
  ])('goes red on %s done twice', (_, effects) => {
    expect(broken({ vm, stands: 'destination' }, before(), done(), effects)).toContainEqual(
      expect.stringContaining('twice'),
    );
  });

  it.each([
    [1, 1],
    [2, 0],
  ])('counts a revert whose job has status %i and another one as %i too many', (jobstatus, times) => {
    const revert = { ...effect('revertSnapshot', replica(0), { id: replica(0) }), jobid: 'job' };
    const jobs = [{ id: 'job', command: 'revertSnapshot', jobstatus, completed: 0 }];
    const wrong = broken({ vm, stands: 'home' }, before(), { ...before(), jobs }, [revert, revert]);
    expect(wrong).toHaveLength(times);
  });

  it.each<[string, (state: SimulatedState) => void]>([
    ['a VM snapshot', (s) => s.vm_snapshots.push({ id: 's', virtualmachineid: 'appliance', state: 'Ready' })],
    ['a blank volume', (s) => s.volumes.push(volume(0, { id: 'root', state: 'Allocated' }))],
    ['a VM', (s) => s.vms.push(machine('x', 'another'))],
    ['a violation', (s) => s.violations.push({ kind: 'two-writers' })],
  ])('goes red on an estate with %s left behind', (_, change) => {
    expect(estateBroken([vm.name], before(), changed(done(), change))).not.toEqual([]);
  });
});
