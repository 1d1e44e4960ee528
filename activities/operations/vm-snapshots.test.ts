import { beforeEach, describe, expect, it } from 'vitest';
import type { CallInput } from '../../domain/call.js';
import type { VirtualMachine } from '../../domain/cloudstack.js';
import type { Mutation } from '../../domain/itinerary.js';
import { replyLost, type Reaction } from '../../test/support/fake-cloudstack.js';
import { aCall, jobIdOf, Mutating } from '../../test/support/mutating.js';

const SIZE = 1024;
const ARGS = { host_name: 'host', name: 'job-1', disks: [{ volume_id: 'replica', size: SIZE }] };
let m: Mutating;

const onVm = (activity: Mutation, args: CallInput['args'] = {}, change: Partial<CallInput> = {}): CallInput =>
  aCall(activity, 'vm', { ...ARGS, ...args }, change);
const create = (change?: Partial<CallInput>, fresh = '$fresh'): CallInput =>
  onVm('createVMSnapshot', { fresh }, change);
const revert = (change?: Partial<CallInput>, reverted = '$reverted'): CallInput =>
  onVm('revertToVMSnapshot', { reverted }, { backward: true, ...change });
const remove = (paths: Record<string, string> = {}, change?: Partial<CallInput>, reverted = '$reverted'): CallInput =>
  onVm('deleteVMSnapshot', { paths, reverted }, { backward: true, ...change });
const pathNow = (): string | undefined => m.cs.volumes.get('replica')?.path;
const vmIs = (state: string, change: Partial<VirtualMachine> = {}): unknown =>
  m.cs.vms.set('vm', { id: 'vm', name: 'host', state, details: { 'failover.job': 'job-1' }, ...change });
const STOPPED_AT = '2026-01-01T00:00:00+0000';
const LATER = '2026-01-01T00:00:09+0000';
/** CloudStack gives up in the midst of a deletion. */
const failingDeletion: Reaction = ({ options, params }) => {
  const id = String(params.vmsnapshotid);
  m.cs.vmSnapshots.set(id, { ...m.cs.vmSnapshots.get(id)!, state: 'Expunging' });
  m.cs.finish(String(options.customJobId), 2, { errorcode: 530, errortext: 'Failed to delete VM snapshot' });
  return { body: {}, jobid: String(options.customJobId) };
};
const snapshot = (id: string, state: string, displayname = 'job-1'): unknown =>
  m.cs.vmSnapshots.set(id, { id, name: 'i-2', displayname, state, virtualmachineid: 'vm' });

beforeEach(() => {
  m = new Mutating();
  vmIs('Stopped');
  const where = { virtualmachineid: 'vm', deviceid: 0, path: 'base' };
  m.cs.volumes.set('replica', { id: 'replica', name: 'd', state: 'Ready', type: 'ROOT', size: SIZE, ...where });
});

describe('createVMSnapshot', () => {
  it("takes one of the stopped VM, disks only, under the job's name", async () => {
    expect(await m.run(create())).toMatchObject({ found: false, refs: { $vm_snapshot: 'vm-snapshot-1' } });
    expect(m.cs.sent).toMatchObject([
      { params: { virtualmachineid: 'vm', name: 'job-1', snapshotmemory: false }, jobId: jobIdOf(create()) },
    ]);
  });

  it('whose reply is lost is found by its name, and taken once', async () => {
    m.cs.react('createVMSnapshot', ({ act }) => {
      act();
      throw replyLost('createVMSnapshot');
    });
    expect(await m.run(create())).toMatchObject({ refs: { $vm_snapshot: 'vm-snapshot-1' } });
    expect(await m.run(create(), 2)).toMatchObject({ refs: { $vm_snapshot: 'vm-snapshot-1' } });
    expect(m.commands).toEqual(['createVMSnapshot']);
  });

  it('that ends in Error is refused, so that it is undone, and no other is taken', async () => {
    snapshot('spoilt', 'Error');
    expect(await m.failureOf(create())).toMatchObject({ type: 'refused', message: 'VM snapshot spoilt is Error' });
    expect(m.commands).toEqual([]);
  });

  it.each([
    ['unchanged', { lastupdated: LATER }],
    ['marked', {}],
  ])('is not taken of a VM that was %s when it was made and has been started since', async (fresh, change) => {
    vmIs('Stopped', change);
    expect(await m.failureOf(create({}, fresh))).toMatchObject({
      type: 'refused',
      message: 'VM vm was started before its disks were protected',
    });
    snapshot('taken-meanwhile', 'Ready');
    expect(await m.failureOf(create({}, fresh))).toMatchObject({ type: 'refused' });
    expect(m.commands).toEqual([]);
  });

  it.each(['Running', 'Destroyed'])('is not asked of a VM that is %s', async (state) => {
    vmIs(state);
    expect(await m.failureOf(create())).toMatchObject({ type: 'refused' });
    expect(m.commands).toEqual([]);
  });
});

describe('revertToVMSnapshot', () => {
  beforeEach(() => m.run(create()));

  it('is done only when its job was seen to succeed, and moves every file', async () => {
    const before = pathNow();
    expect(await m.run(revert())).toMatchObject({ found: false, cloudstack_job_id: jobIdOf(revert()) });
    expect(pathNow()).not.toBe(before);
  });

  it('is never already so: asked again it reverts again', async () => {
    await m.run(revert());
    expect(await m.run(revert({ try: 1 }))).toMatchObject({ found: false });
    expect(m.commands).toEqual(['createVMSnapshot', 'revertToVMSnapshot', 'revertToVMSnapshot']);
  });

  it('whose reply is lost, or whose worker died, is settled by its job id and not sent twice', async () => {
    m.cs.react('revertToVMSnapshot', ({ act }) => {
      act();
      throw replyLost('revertToVMSnapshot');
    });
    await m.run(revert());
    await m.run(revert(), 2);
    expect(m.commands).toEqual(['createVMSnapshot', 'revertToVMSnapshot']);
  });

  it('that was lost on its way is sent again, under the same id', async () => {
    m.cs.react('revertToVMSnapshot', () => {
      throw replyLost('revertToVMSnapshot');
    });
    expect(await m.run(revert())).toMatchObject({ cloudstack_job_id: jobIdOf(revert()) });
    expect(m.cs.sent.slice(1).map(({ jobId }) => jobId)).toEqual([jobIdOf(revert()), jobIdOf(revert())]);
  });

  it('tells since when the VM has been Stopped', async () => {
    vmIs('Stopped', { lastupdated: STOPPED_AT });
    expect(await m.run(revert())).toMatchObject({ refs: { $reverted: STOPPED_AT } });
  });

  it('stands while the VM is Stopped, once the deletion of its snapshot has begun', async () => {
    vmIs('Stopped', { lastupdated: STOPPED_AT });
    m.cs.vmSnapshots.get('vm-snapshot-1')!.state = 'Expunging';
    expect(await m.run(revert({ try: 1 }, STOPPED_AT))).not.toHaveProperty('refs');
    expect(m.commands).toEqual(['createVMSnapshot']);
  });

  it('whose job failed, or that CloudStack has forgotten, is not done', async () => {
    m.cs.react('revertToVMSnapshot', ({ options, params }) => {
      m.cs.finish(String(options.customJobId), 2, { errorcode: 530, errortext: 'Error reverting VM snapshot' });
      return { body: params, jobid: String(options.customJobId) };
    });
    expect(await m.failureOf(revert())).toMatchObject({ type: 'busy', message: 'Error reverting VM snapshot' });
    m.cs.awaiting = () => Promise.resolve(undefined);
    expect(await m.failureOf(revert({ try: 1 }))).toMatchObject({ type: 'busy' });
  });

  it('that reports success while a file stayed what it was is not done', async () => {
    m.cs.react('revertToVMSnapshot', ({ options }) => {
      m.cs.finish(String(options.customJobId));
      return { body: {}, jobid: String(options.customJobId) };
    });
    expect((await m.failureOf(revert())).message).toContain('replica kept the file as it was');
  });

  it.each([
    ['a VM that runs', () => vmIs('Running')],
    ['a VM without a snapshot of this job', () => m.cs.vmSnapshots.clear()],
    ["somebody else's snapshot", () => (m.cs.vmSnapshots.clear(), snapshot('theirs', 'Ready', 'nightly'))],
    ['a snapshot in Error', () => (m.cs.vmSnapshots.clear(), snapshot('spoilt', 'Error'))],
    ['a VM that is gone', () => m.cs.vms.clear()],
    ['a VM that another job made', () => m.cs.vms.set('vm', { id: 'vm', name: 'host', state: 'Stopped' })],
    ['a disk that has left the VM', () => m.cs.volumes.delete('replica')],
    ['a disk of another size', () => (m.cs.volumes.get('replica')!.size = 2 * SIZE)],
  ])('%s: nothing is sent, nothing is done', async (_what, change) => {
    change();
    expect(await m.failureOf(revert())).toMatchObject({ type: 'refused' });
    expect(m.commands).toEqual(['createVMSnapshot']);
  });
});

describe('deleteVMSnapshot', () => {
  it('after a revert gives every file its old place back', async () => {
    await m.run(create());
    await m.run(revert());
    expect(await m.run(remove({ replica: 'base' }))).toEqual({
      observed: 'VM vm has no snapshot of this job',
      found: false,
      cloudstack_job_id: jobIdOf(remove()),
    });
    expect(pathNow()).toBe('base');
  });

  it('names the disks whose file is elsewhere afterwards', async () => {
    await m.run(create());
    expect(await m.run(remove({ replica: 'another' }))).toMatchObject({ altered: ['replica'] });
  });

  it('says nothing of paths that the key may not read', async () => {
    await m.run(create());
    expect(await m.run(remove({ replica: '$path.replica' }))).not.toHaveProperty('altered');
  });

  it('whose reply is lost, or whose worker died, is settled by its job id', async () => {
    await m.run(create());
    m.cs.react('deleteVMSnapshot', ({ act }) => {
      act();
      throw replyLost('deleteVMSnapshot');
    });
    await m.run(remove());
    expect(await m.run(remove(), 2)).toMatchObject({ found: false });
    expect(m.commands).toEqual(['createVMSnapshot', 'deleteVMSnapshot']);
  });

  it("deletes one in Error, and one that a failed deletion has left, but nobody else's", async () => {
    snapshot('theirs', 'Ready', 'nightly');
    snapshot('spoilt', 'Error');
    await m.run(remove());
    expect([...m.cs.vmSnapshots.keys()]).toEqual(['theirs']);
  });

  it.each(['failed', 'was cut off by a restart'])('that %s in its midst is sent again', async (how) => {
    snapshot('ours', 'Ready');
    m.cs.react('deleteVMSnapshot', (sent) => {
      const answer = failingDeletion(sent);
      if (how !== 'failed') m.cs.finish(String(sent.options.customJobId), 2);
      return answer;
    });
    expect(await m.failureOf(remove())).toMatchObject({ type: 'busy' });
    expect(await m.run(remove({}, { try: 1 }))).toMatchObject({ observed: 'VM vm has no snapshot of this job' });
    expect(m.commands).toEqual(['deleteVMSnapshot', 'deleteVMSnapshot']);
  });

  it('is not sent for a VM that was started since its revert: what it wrote would stay', async () => {
    snapshot('ours', 'Ready');
    vmIs('Stopped', { lastupdated: LATER });
    expect(await m.failureOf(remove({}, {}, STOPPED_AT))).toMatchObject({
      type: 'refused',
      message: 'VM vm was started since its revert',
    });
    expect(m.commands).toEqual([]);
    expect(await m.run(remove({}, {}, LATER))).toMatchObject({ found: false });
  });

  it('is not sent while the VM runs: the snapshot would be merged with what is written', async () => {
    snapshot('ours', 'Ready');
    vmIs('Running');
    expect(await m.failureOf(remove())).toMatchObject({ type: 'refused', message: 'VM vm is Running, not Stopped' });
    expect(m.commands).toEqual([]);
  });

  it('has nothing to do where the VM is gone', async () => {
    m.cs.vms.clear();
    expect(await m.run(remove())).toMatchObject({ observed: 'CloudStack has no VM of this job' });
  });
});
