import { expect, it } from 'vitest';
import type { CallInput, CallResult } from '../../domain/call.js';
import type { StoredVm } from '../../domain/inventory.js';
import type { ActivityDeps } from '../deps.js';
import { confirmReleasable } from './confirm-releasable.js';

type Asked = Pick<StoredVm, 'held_by' | 'replication'> & {
  disks: { disk_id: string; volume_id: string | null; change_id: string | null }[];
};
const HELD: Asked = {
  held_by: 'job-1',
  replication: { job_id: 'sync-7', status: 'completed', progress: 100 },
  disks: [
    { disk_id: 'disk-0', volume_id: 'volume-0', change_id: 'change-0' },
    { disk_id: 'disk-1', volume_id: 'volume-1', change_id: null },
  ],
};
const input: CallInput = {
  ...{ job_id: 'job-1', of_job: 'job-1', vm_id: 'vm-1', config: 'primary', try: 0, priority: 'live' },
  ...{ key: 'release/confirmReleasable/vm-1', activity: 'confirmReleasable', object: 'vm-1' },
  args: {
    disks: [
      { disk_id: 'disk-0', volume_id: 'volume-0', change_id: 'change-0' },
      { disk_id: 'disk-1', volume_id: 'volume-1', change_id: '' },
    ],
  },
};

function confirm(vm: Asked | null): Promise<CallResult> {
  const vms = { get: () => Promise.resolve(vm) };
  const deps = { db: { uow: { read: (work: (r: object) => unknown) => work({ vms }) } } };
  return confirmReleasable(deps as unknown as ActivityDeps, input);
}

it('replicas that are the run’s and as they were planned may leave the appliance', async () => {
  expect((await confirm(HELD)).observed).toBe('no replication runs; change ids: disk-0=change-0, disk-1=none');
});

it.each<[string, Asked | null, RegExp]>([
  ['the VM has left the inventory', null, /no longer in the inventory/],
  ['another job holds the VM', { ...HELD, held_by: 'job-2' }, /held by job-2/],
  ['nobody holds the VM', { ...HELD, held_by: null }, /held by nobody/],
  [
    'replication runs',
    { ...HELD, replication: { job_id: 'sync-8', status: 'replicating', progress: 1 } },
    /sync-8 is replicating/,
  ],
  [
    'replication has written to one of them meanwhile',
    { ...HELD, disks: [HELD.disks[0]!, { ...HELD.disks[1]!, change_id: 'change-9' }] },
    /changed disk-1 since/,
  ],
  [
    'replication has made another volume of one of them meanwhile',
    { ...HELD, disks: [HELD.disks[0]!, { ...HELD.disks[1]!, volume_id: 'volume-9' }] },
    /changed disk-1 since/,
  ],
  ['a disk has left the VM meanwhile', { ...HELD, disks: [HELD.disks[0]!] }, /changed disk-1 since/],
  [
    'the VM has got another disk meanwhile',
    { ...HELD, disks: [...HELD.disks, { disk_id: 'disk-2', volume_id: null, change_id: null }] },
    /changed disk-2 since/,
  ],
])('nothing is released where %s', async (_what, vm, why) => {
  await expect(confirm(vm)).rejects.toMatchObject({ type: 'refused', message: expect.stringMatching(why) as string });
});
