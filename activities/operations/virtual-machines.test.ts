import { beforeEach, describe, expect, it } from 'vitest';
import { aCall, Mutating } from '../../test/support/mutating.js';

let m: Mutating;
const vmIs = (state: string): unknown =>
  m.cs.vms.set('vm', { id: 'vm', name: 'host', state, details: { 'failover.job': 'job-1' } });

beforeEach(() => {
  m = new Mutating();
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
