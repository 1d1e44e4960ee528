import { beforeEach, expect, it } from 'vitest';
import type { CallInput, CallResult } from '../../domain/call.js';
import type { Itinerary, Strategy } from '../../domain/itinerary.js';
import type { ActivityDeps } from '../deps.js';
import { FakeCloudStack } from '../../test/support/fake-cloudstack.js';
import { testPlan } from '../../test/support/plans.js';
import { confirmReturned } from './confirm-returned.js';

const SIZE = 1024 ** 3;
let cs: FakeCloudStack;
let changes: Record<string, string>;

beforeEach(() => {
  cs = new FakeCloudStack();
  changes = { 'disk-0': 'change-0', 'disk-1': 'change-1' };
  for (const [i, id] of ['disk-0', 'disk-1'].entries())
    cs.volumes.set(id, {
      id,
      name: id,
      state: 'Ready',
      type: 'DATADISK',
      size: SIZE,
      virtualmachineid: 'appliance',
      deviceid: i + 4,
    });
});

/** The call as a test of this strategy plans it. */
function confirm(strategy: Strategy): Promise<CallResult> {
  const { itinerary }: { itinerary: Itinerary } = testPlan('job-1', 'vm-1', { strategy });
  const call = itinerary.way_back.find(({ name }) => name === 'verify')?.calls[0];
  if (call === undefined) throw new Error('every way back is verified');
  const input: CallInput = {
    ...{ job_id: 'job-1', of_job: 'job-1', vm_id: 'vm-1', config: 'primary', try: 0, priority: 'undo' },
    ...{ key: call.key, activity: call.activity, object: 'the-vm', args: call.args },
  };
  const disks = Object.entries(changes).map(([volume_id, change_id]) => ({ volume_id, change_id }));
  const vms = { get: () => Promise.resolve({ disks }) };
  const configs = { get: () => Promise.resolve({ oma_vm_id: 'rebuilt' }) };
  const deps = { db: { uow: { read: (work: (r: object) => unknown) => work({ vms, configs }) } } };
  return confirmReturned(deps as unknown as ActivityDeps, cs.port(), input);
}

it('home is an appliance, the one of the plan or its successor, and no other VM', async () => {
  const at = (vm: string): unknown => Object.assign(cs.volumes.get('disk-1')!, { virtualmachineid: vm });
  at('somebodys');
  for (const strategy of ['volume-snapshot', 'vm-snapshot'] as const)
    await expect(confirm(strategy)).rejects.toMatchObject({
      type: 'busy',
      message: 'volume disk-1 is on VM somebodys, not on the appliance',
    });
  expect((await confirm('clone')).observed).toContain('on VM somebodys');
  at('rebuilt');
  expect((await confirm('volume-snapshot')).observed).toContain('on VM rebuilt');
});

it('tells where every replica is, and that the VM is gone', async () => {
  expect(await confirm('volume-snapshot')).toEqual({
    observed: `disk-0 (${SIZE} bytes) on VM appliance at device 4, disk-1 (${SIZE} bytes) on VM appliance at device 5; the VM of this job is gone`,
    found: true,
  });
});

it.each(['volume-snapshot', 'vm-snapshot'] as const)(
  '%s: a change id that moved meanwhile is told',
  async (strategy) => {
    changes['disk-1'] = 'change-9';
    expect(await confirm(strategy)).toMatchObject({ altered: ['disk-1'] });
  },
);

it('clone: replication has gone on since the replicas were home', async () => {
  changes['disk-1'] = 'change-9';
  cs.volumes.get('disk-1')!.size = 2 * SIZE;
  expect(await confirm('clone')).not.toHaveProperty('altered');
});

it.each(['volume-snapshot', 'vm-snapshot'] as const)(
  '%s: one of another size is home, but not as it was',
  async (s) => {
    cs.volumes.get('disk-1')!.size = 2 * SIZE;
    expect(await confirm(s)).toMatchObject({ altered: ['disk-1'] });
  },
);

it.each([
  ['detached', () => delete cs.volumes.get('disk-1')!.virtualmachineid],
  ['busy', () => (cs.volumes.get('disk-1')!.state = 'Snapshotting')],
  ['deleted with its disk', () => (cs.volumes.delete('disk-1'), delete changes['disk-1'])],
])('clone: a replica that replication has %s keeps no test from its end', async (_what, change) => {
  change();
  expect(await confirm('clone')).not.toHaveProperty('altered');
});

it('clone: a replica of the inventory that is not to be seen is not known to be home', async () => {
  cs.volumes.delete('disk-1');
  await expect(confirm('clone')).rejects.toMatchObject({ message: 'CloudStack has no volume disk-1' });
});

it('a disk that has left the inventory has no newer change', async () => {
  delete changes['disk-1'];
  expect(await confirm('volume-snapshot')).not.toHaveProperty('altered');
});

it.each([
  ['missing', () => cs.volumes.delete('disk-1'), 'CloudStack has no volume disk-1'],
  ['detached', () => delete cs.volumes.get('disk-1')!.virtualmachineid, 'volume disk-1 is attached to no VM'],
  ['busy', () => (cs.volumes.get('disk-1')!.state = 'Snapshotting'), 'volume disk-1 is Snapshotting'],
  [
    'on the VM of this job',
    () => {
      cs.vms.set('the-vm', { id: 'the-vm', name: 'host', state: 'Stopped' });
      cs.volumes.get('disk-1')!.virtualmachineid = 'the-vm';
    },
    'volume disk-1 is still on VM the-vm',
  ],
])('a replica that is %s is not home', async (_what, change, message) => {
  change();
  await expect(confirm('volume-snapshot')).rejects.toMatchObject({ type: 'busy', message });
});
