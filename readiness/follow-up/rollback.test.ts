import { describe, expect, it } from 'vitest';
import { followUpGround, JOB, type Ground } from '../../test/support/follow-ups.js';
import { planFollowUp } from './plan.js';

const A_VM_SNAPSHOT = { id: 's', name: 'i_VS', displayname: 'before upgrade', state: 'Ready' };

const cases: [string, (ground: Ground) => void, RegExp][] = [
  [
    'a VM snapshot',
    (g) => g.cloud.vmSnapshots.push({ ...A_VM_SNAPSHOT, virtualmachineid: 'vm' }),
    /VM snapshot before upgrade \(s\)/,
  ],
  ['a VM without its mark', (g) => delete g.vm.details, /VM vm has lost its detail failover.job=/],
  ['a backup offering', (g) => (g.vm.backupofferingid = 'daily'), /backup offering daily/],
  [
    'a further volume',
    (g) => g.cloud.volumes.push({ ...g.volume(0), id: 'more', name: 'data' }),
    /volume data \(more\) was added/,
  ],
  [
    'a resized disk',
    (g) => (g.volume(1).size = 2 * 1024 ** 3),
    /volume disk-1 was resized from 1073741824 to 2147483648/,
  ],
  ['a detached disk', (g) => delete g.volume(1).virtualmachineid, /volume disk-1 is not on VM vm any more/],
  ['a deleted snapshot', (g) => g.cloud.snapshots.splice(0, 1), /the snapshot of volume disk-0 is gone/],
  [
    'a snapshot that is not backed up',
    (g) => (g.cloud.snapshots[1]!.state = 'Error'),
    /the snapshot of volume disk-1 is gone/,
  ],
  [
    'a key that has lost a command',
    (g) => (g.cloud.apis = g.cloud.apis.filter((name) => !['stopVirtualMachine', 'revertSnapshot'].includes(name))),
    /the API key may not call stopVirtualMachine, revertSnapshot$/,
  ],
  ['an appliance that is gone', (g) => g.cloud.virtualMachines.pop(), /There is no VM/],
  ['an appliance in trouble', (g) => (g.appliance.state = 'Error'), /The appliance is Error/],
  ['an appliance in a backup offering', (g) => (g.appliance.backupofferingid = 'daily'), /appliance is in a backup/],
  [
    'an appliance with VM snapshots',
    (g) => g.cloud.vmSnapshots.push({ ...A_VM_SNAPSHOT, virtualmachineid: g.appliance.id }),
    /appliance has VM snapshots/,
  ],
  ['no VM', (g) => g.cloud.virtualMachines.splice(0, 1), /CloudStack has no VM vm/],
  ['storage that may not revert', (g) => (g.plan.rollback_possible = false), /rollback: possible until commit/],
];

const states: [string, (ground: Ground) => void, RegExp][] = [
  ['a job that failed', (g) => (g.job.status = 'failed'), /is failed, not completed/],
  ['a job that was rolled back', (g) => (g.job.status = 'rolled_back'), /is rolled_back, not completed/],
  ['a test', (g) => (g.job.job_type = 'test'), /is a test job/],
  ['a VM held by another job', (g) => (g.job.held_by = 'other'), /held by other/],
  ['a VM that nobody holds', (g) => (g.job.held_by = null), /held by nobody/],
  [
    'a committed job',
    (g) => g.job.followed_by.push({ job_id: 'commit-1', job_type: 'commit', status: 'completed' }),
    /committed by commit-1/,
  ],
];

describe('a rollback', () => {
  it('is the way back of the live job, from the stop to its end', async () => {
    const { job, ask } = followUpGround();
    const found = await planFollowUp('rollback', job, ask);
    if ('refused' in found) throw new Error(found.refused.join());
    const { itinerary } = found.plan!;
    expect(itinerary.steps.map(({ name }) => name)).toEqual(['validate']);
    expect(itinerary.way_back.map(({ name }) => name)).toEqual([
      'stop',
      'detach',
      'revert',
      'reattach',
      'discard',
      'destroy_vm',
      'verify',
      'complete',
    ]);
    expect(found).toMatchObject({
      refs: { $vm: 'vm', '$snapshot.disk-0': 'snapshot-0', '$snapshot.disk-1': 'snapshot-1' },
      closes: [{ job_id: JOB, status: 'rolled_back' }],
    });
  });

  it.each(cases)('is refused because of %s', async (_what, change, reason) => {
    const ground = followUpGround();
    change(ground);
    const found = await planFollowUp('rollback', ground.job, ground.ask);
    expect(found).toEqual({ code: 'NOT_READY', refused: [expect.stringMatching(reason)] });
  });

  it('asks for no command that only the way there needs', async () => {
    const { job, cloud, ask } = followUpGround();
    cloud.apis = cloud.apis.filter((name) => !['deployVirtualMachine', 'createSnapshot'].includes(name));
    expect(await planFollowUp('rollback', job, ask)).toHaveProperty('plan');
  });

  it('names all reasons at once', async () => {
    const ground = followUpGround();
    for (const [, change] of cases.slice(0, 5)) change(ground);
    const found = await planFollowUp('rollback', ground.job, ground.ask);
    expect('refused' in found && found.refused.length).toBe(5);
  });

  it.each(states)('and a commit are refused for %s, without asking CloudStack', async (_what, change, reason) => {
    for (const type of ['rollback', 'commit'] as const) {
      const ground = followUpGround();
      change(ground);
      const found = await planFollowUp(type, ground.job, () => Promise.reject(new Error('asked')));
      expect(found).toEqual({ code: 'INVALID_STATE', refused: [expect.stringMatching(reason)] });
    }
  });
});

describe('a commit', () => {
  it('deletes every snapshot and lifts the protection', async () => {
    const { job, ask } = followUpGround();
    const found = await planFollowUp('commit', job, ask);
    if ('refused' in found) throw new Error(found.refused.join());
    const { steps, no_return, way_back } = found.plan!.itinerary;
    expect({ no_return, way_back }).toEqual({ no_return: 'commit', way_back: [] });
    expect(steps.flatMap(({ calls }) => calls.map(({ key }) => key))).toEqual([
      'commit/deleteSnapshot/$snapshot.disk-0',
      'commit/deleteSnapshot/$snapshot.disk-1',
      'commit/updateVirtualMachine/$vm',
    ]);
  });

  it('is refused for a VM without its mark: what it may not touch would keep it from its end', async () => {
    const { job, ask, vm } = followUpGround();
    delete vm.details;
    expect(await planFollowUp('commit', job, ask)).toMatchObject({ code: 'NOT_READY' });
  });

  it('lifts no protection of a VM that its owner has removed', async () => {
    const { job, ask, cloud } = followUpGround();
    cloud.virtualMachines.splice(0, 1);
    const found = await planFollowUp('commit', job, ask);
    const keys = 'refused' in found ? [] : found.plan!.itinerary.steps.flatMap((s) => s.calls.map(({ key }) => key));
    expect(keys).toEqual(['commit/deleteSnapshot/$snapshot.disk-0', 'commit/deleteSnapshot/$snapshot.disk-1']);
  });
});
