import { beforeEach, describe, expect, it } from 'vitest';
import { aCall, Mutating } from '../../test/support/mutating.js';

let m: Mutating;
const vmIs = (state: string): unknown =>
  m.cs.vms.set('vm', { id: 'vm', name: 'host', state, details: { 'failover.job': 'job-1' } });

beforeEach(() => {
  m = new Mutating();
});

it.each([
  ['startVirtualMachine', 'Stopped', { id: 'vm' }],
  ['stopVirtualMachine', 'Running', { id: 'vm' }],
  ['updateVirtualMachine', 'Stopped', { id: 'vm', deleteprotection: false }],
  ['detachIso', 'Stopped', { virtualmachineid: 'vm' }],
  ['destroyVirtualMachine', 'Stopped', { id: 'vm', expunge: false }],
  ['expungeVirtualMachine', 'Destroyed', { id: 'vm' }],
] as const)('%s goes to the VM that the look has judged, where its id is hidden', async (activity, state, params) => {
  m.cs.vms.set('namesake', { id: 'namesake', name: 'host', state, isoid: 'iso', deleteprotection: true });
  const marked = { details: { 'failover.job': 'job-1' }, isoid: 'iso', deleteprotection: true };
  m.cs.vms.set('vm', { id: 'vm', name: 'host', state, ...marked });
  const call = aCall(activity, '$vm', { host_name: 'host', disks: [], deleteprotection: false });
  await expect(m.run(call)).resolves.toMatchObject({ found: false });
  expect(m.cs.sent).toMatchObject([{ command: activity, params }]);
});

describe('stopVirtualMachine on the way back', () => {
  const stop = aCall('stopVirtualMachine', 'vm', { host_name: 'host' }, { backward: true });

  it('has nothing to stop where the VM failed to be made: it never ran', async () => {
    vmIs('Error');
    expect(await m.run(stop)).toEqual({ observed: 'VM vm is in Error: it never ran', found: true });
    expect(m.commands).toEqual([]);
  });

  it.each(['Unknown', 'Restoring'])('reads %s never as stopped', async (state) => {
    vmIs(state);
    expect(await m.failureOf(stop)).toMatchObject({ type: 'refused' });
    expect(m.commands).toEqual([]);
  });
});
