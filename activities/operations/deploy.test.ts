import { beforeEach, describe, expect, it } from 'vitest';
import type { CallInput } from '../../domain/call.js';
import { replyLost } from '../../test/support/fake-cloudstack.js';
import { aCall, jobIdOf, Mutating } from '../../test/support/mutating.js';
import { livePlan } from '../../test/support/plans.js';
import type { DeployMachine } from './deploy.js';

const machine: DeployMachine = livePlan('job-1', 'vm-1').machine;
const deploy = aCall('deployVirtualMachine', machine.host_name, {
  machine: JSON.parse(JSON.stringify(machine)) as CallInput['args'][string],
});
let m: Mutating;

beforeEach(() => {
  m = new Mutating();
});

describe('deployVirtualMachine', () => {
  it('makes a VM that is not started and marked as of its job, and names its blank root', async () => {
    await expect(m.run(deploy)).resolves.toEqual({
      observed: 'VM vm-1 (host) is Stopped with blank root root-of-vm-1',
      found: false,
      cloudstack_job_id: jobIdOf(deploy),
      refs: { $vm: 'vm-1', $blank_root: 'root-of-vm-1', $fresh: 'unchanged' },
    });
    expect(m.cs.sent).toMatchObject([{ params: { startvm: false, 'details[0].failover.job': 'job-1' } }]);
  });

  it('whose reply is lost is found by its mark, and made once', async () => {
    m.cs.react('deployVirtualMachine', ({ act }) => {
      act();
      throw replyLost('deployVirtualMachine');
    });
    await expect(m.run(deploy)).resolves.toMatchObject({ refs: { $vm: 'vm-1' } });
    expect(m.commands).toEqual(['deployVirtualMachine']);
  });

  it.each([
    ['without a mark', {}],
    ["with another job's mark", { details: { 'failover.job': 'job-0' } }],
  ])('a namesake %s is another VM: nothing is taken from it', async (_what, marks) => {
    m.cs.vms.set('theirs', { id: 'theirs', name: machine.host_name, state: 'Stopped', ...marks });
    const where = { virtualmachineid: 'theirs', deviceid: 0 };
    m.cs.volumes.set('data', { id: 'data', name: 'ROOT-7', state: 'Allocated', type: 'ROOT', ...where });
    await expect(m.run(deploy)).resolves.toMatchObject({ refs: { $vm: 'vm-2', $blank_root: 'root-of-vm-2' } });
  });
});
