import { beforeEach, describe, expect, it } from 'vitest';
import { aCall, Mutating } from '../../test/support/mutating.js';

let m: Mutating;
const home = aCall('attachVolume', 'replica', { virtualmachineid: 'old', deviceid: 4, home: true });
const vm = (id: string, state: string): unknown => m.cs.vms.set(id, { id, name: 'oma', state });

beforeEach(() => {
  m = new Mutating();
  m.appliance = 'old';
  vm('old', 'Running');
  m.cs.volumes.set('replica', { id: 'replica', name: 'disk', state: 'Ready', type: 'DATADISK' });
});

describe('a replica comes home', () => {
  it.each(['Running', 'Stopped'])('to an appliance that is %s, at its old device', async (state) => {
    vm('old', state);
    expect((await m.run(home)).observed).toContain('is on VM old at device 4');
  });

  it('to another device where the old one is taken', async () => {
    const where = { virtualmachineid: 'old', deviceid: 4 };
    m.cs.volumes.set('other', { id: 'other', name: 'o', state: 'Ready', type: 'DATADISK', ...where });
    expect((await m.run(home)).observed).toContain('at device 9');
    expect(m.cs.sent[0]?.params).not.toHaveProperty('deviceid');
  });

  it.each(['Running', 'Stopped', 'Destroyed', undefined])(
    'to the rebuilt appliance that the configuration names, the old one being %s',
    async (state) => {
      if (state === undefined) m.cs.vms.delete('old');
      else vm('old', state);
      m.appliance = 'rebuilt';
      vm('rebuilt', 'Running');
      expect((await m.run(home)).observed).toContain('is on VM rebuilt at device 4');
    },
  );

  it('to the old one while the one that the configuration names is not there', async () => {
    m.appliance = 'mistyped';
    expect((await m.run(home)).observed).toContain('is on VM old');
  });

  it('once the appliance has come to rest', async () => {
    vm('old', 'Stopping');
    let looks = 0;
    m.cs.beforeRead = () => {
      if (++looks > 3) vm('old', 'Stopped');
    };
    expect((await m.run(home)).observed).toContain('is on VM old');
    expect(m.commands).toEqual(['attachVolume']);
  });

  it('once, whatever VM snapshots its appliance gets afterwards', async () => {
    await m.run(home);
    m.cs.vmSnapshots.set('s', { id: 's', name: 'i-2', state: 'Ready', virtualmachineid: 'old' });
    await m.run({ ...home, try: 1 });
    expect(m.commands).toEqual(['attachVolume']);
  });
});

describe('a person is told what to do about an appliance', () => {
  it.each(['Destroyed', 'Expunging', 'Error'])('that is %s', async (state) => {
    vm('old', state);
    expect(await m.failureOf(home)).toMatchObject({
      type: 'refused',
      message: `No appliance to bring volume replica home to: VM old is ${state}. Recover or rebuild it, put its VM id into configuration primary (oma_vm_id), then answer retry`,
    });
  });

  it('that is gone, as is the one that the configuration names', async () => {
    m.cs.vms.clear();
    m.appliance = 'rebuilt';
    expect((await m.failureOf(home)).message).toContain('VM rebuilt is gone, old is gone. Recover or rebuild it');
  });

  it('that carries VM snapshots', async () => {
    const of = { state: 'Error', virtualmachineid: 'old' };
    m.cs.vmSnapshots.set('s-1', { id: 's-1', name: 'i-2-8-VM_VS', displayname: 'before update', ...of });
    expect(await m.failureOf(home)).toMatchObject({
      type: 'refused',
      message:
        'Appliance old has VM snapshots, and CloudStack attaches nothing to a VM that has any: delete before update (s-1), then answer retry',
    });
    expect(m.commands).toEqual([]);
  });
});
