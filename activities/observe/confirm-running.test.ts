import { beforeEach, expect, it } from 'vitest';
import type { CallInput } from '../../domain/call.js';
import { FakeCloudStack } from '../../test/support/fake-cloudstack.js';
import { confirmRunning } from './confirm-destination.js';

let cs: FakeCloudStack;

const input: CallInput = {
  ...{ job_id: 'job-1', of_job: 'job-1', vm_id: 'vm-1', config: 'primary', try: 0, priority: 'live' },
  ...{ key: 'power_on/confirmRunning/$vm', activity: 'confirmRunning', object: 'the-vm' },
  args: { disks: [0, 1].map((device_id) => ({ volume_id: `disk-${device_id}`, device_id })) },
};

beforeEach(() => {
  cs = new FakeCloudStack();
  cs.vms.set('the-vm', { id: 'the-vm', name: 'host', state: 'Running' });
  for (const deviceid of [0, 1]) {
    const type = deviceid === 0 ? 'ROOT' : 'DATADISK';
    const where = { virtualmachineid: 'the-vm', deviceid };
    cs.volumes.set(`disk-${deviceid}`, { id: `disk-${deviceid}`, name: 'disk', state: 'Ready', type, ...where });
  }
});

it('a destination that runs with all its disks; more is not claimed', async () => {
  expect(await confirmRunning(cs.port(), input)).toEqual({
    observed: 'VM the-vm is Running with 2 disks; whether the guest has booted is not known',
    found: true,
  });
});

it.each([
  ['that is Stopped', () => (cs.vms.get('the-vm')!.state = 'Stopped')],
  ['whose disk CloudStack has left out', () => delete cs.volumes.get('disk-1')!.virtualmachineid],
  ['whose disk is at another device', () => (cs.volumes.get('disk-1')!.deviceid = 2)],
  ['whose disk is busy', () => (cs.volumes.get('disk-1')!.state = 'Snapshotting')],
])('a destination %s is not as wanted', async (_what, change) => {
  change();
  await expect(confirmRunning(cs.port(), input)).rejects.toMatchObject({
    type: 'busy',
    details: [{ code: 'NOT_AS_PLANNED' }],
  });
});
