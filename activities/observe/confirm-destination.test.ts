import { beforeEach, expect, it } from 'vitest';
import type { CallInput } from '../../domain/call.js';
import { FakeCloudStack } from '../../test/support/fake-cloudstack.js';
import { livePlan } from '../../test/support/plans.js';
import { confirmDestination } from './confirm-destination.js';

const plan = livePlan('job-1', 'vm-1', { count: 1 });
const { host_name: name } = plan.machine;
let cs: FakeCloudStack;

const input: CallInput = {
  job_id: 'job-1',
  of_job: 'job-1',
  vm_id: 'vm-1',
  config: 'primary',
  key: 'network/confirmDestination/$vm',
  activity: 'confirmDestination',
  object: 'the-vm',
  args: {
    machine: JSON.parse(JSON.stringify(plan.machine)) as CallInput['args'][string],
    disks: [{ volume_id: 'disk-0', device_id: 0 }],
  },
  try: 0,
  priority: 'live',
};

beforeEach(() => {
  cs = new FakeCloudStack();
  cs.vms.set('the-vm', {
    id: 'the-vm',
    name,
    state: 'Stopped',
    cpunumber: 2,
    memory: 4096,
    nic: [{ id: 'nic', deviceid: '0', networkid: 'network', macaddress: '00:50:56:00:00:01' }],
    details: { 'failover.job': 'job-1' },
  });
  const where = { virtualmachineid: 'the-vm', deviceid: 0 };
  cs.volumes.set('disk-0', { id: 'disk-0', name: 'disk', state: 'Ready', type: 'ROOT', ...where });
});

it('a destination as planned', async () => {
  expect((await confirmDestination(cs.port(), input)).observed).toMatch(/^VM the-vm has 2 CPUs, 4096 MiB, BIOS/);
});

it.each([
  ['another CPU count', () => (cs.vms.get('the-vm')!.cpunumber = 4)],
  ['another MAC', () => (cs.vms.get('the-vm')!.nic![0]!.macaddress = '00:50:56:00:00:02')],
  ['a disk elsewhere', () => (cs.volumes.get('disk-0')!.deviceid = 1)],
  [
    'a second VM of the job',
    () => cs.vms.set('late', { id: 'late', name, state: 'Stopped', details: { 'failover.job': 'job-1' } }),
  ],
])('%s is refused', async (_what, change) => {
  change();
  await expect(confirmDestination(cs.port(), input)).rejects.toMatchObject({
    type: 'refused',
    details: [{ code: 'NOT_AS_PLANNED' }],
  });
});

it.each([
  ['of another job', { state: 'Stopped', details: { 'failover.job': 'job-0' } }],
  ['that is Expunging', { state: 'Expunging', details: { 'failover.job': 'job-1' } }],
])('a namesake %s does not matter', async (_what, other) => {
  cs.vms.set('other', { id: 'other', name, ...other });
  expect(await confirmDestination(cs.port(), input)).toMatchObject({ found: true });
});
