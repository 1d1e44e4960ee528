import { beforeEach, describe, expect, it } from 'vitest';
import type { CallInput } from '../../domain/call.js';
import { replyLost } from '../../test/support/fake-cloudstack.js';
import { aCall, Mutating } from '../../test/support/mutating.js';

const CLONE = { name: 'job-1-disk', snapshot_id: 'snapshot' };
let m: Mutating;

const create = (change?: Partial<CallInput>): CallInput =>
  aCall('createVolume', 'replica', { ...CLONE, zone_id: 'zone', account: 'owner', domain_id: 'domain' }, change);
const remove = (object = 'clone', args: CallInput['args'] = {}): CallInput =>
  aCall('deleteVolume', object, { clone: CLONE, ...args });
const detach = (object = 'clone'): CallInput =>
  aCall('detachVolume', object, { virtualmachineid: 'vm', clone: CLONE }, { backward: true });
/** As lists show it: without the snapshot that it was made of. */
const volume = (id: string, change: object = {}): unknown =>
  m.cs.volumes.set(id, { id, name: CLONE.name, state: 'Ready', type: 'DATADISK', ...change });

beforeEach(() => {
  m = new Mutating();
  m.replicas.add('replica');
  m.cs.volumes.set('replica', { id: 'replica', name: 'disk', state: 'Ready', type: 'DATADISK' });
});

describe('createVolume', () => {
  it('makes one of the snapshot, for the owner of the VM', async () => {
    expect(await m.run(create())).toMatchObject({ found: false, refs: { '$clone.replica': 'volume-2' } });
    expect(m.cs.sent).toMatchObject([
      {
        command: 'createVolume',
        params: { name: 'job-1-disk', zoneid: 'zone', snapshotid: 'snapshot', account: 'owner', domainid: 'domain' },
      },
    ]);
  });

  it('whose reply is lost is found by its name, and made once', async () => {
    m.cs.react('createVolume', ({ act }) => {
      act();
      throw replyLost('createVolume');
    });
    expect(await m.run(create())).toMatchObject({ refs: { '$clone.replica': 'volume-2' } });
    expect(await m.run(create(), 2)).toMatchObject({ refs: { '$clone.replica': 'volume-2' } });
    expect(m.commands).toEqual(['createVolume']);
  });

  it('that a restart has left Allocated is told as what may pass, and waited for no longer', async () => {
    m.cs.react('createVolume', ({ options, act }) => {
      act();
      volume('volume-2', { state: 'Allocated' });
      m.cs.finish(String(options.customJobId), 2);
      return { body: {}, jobid: String(options.customJobId) };
    });
    expect(await m.failureOf(create())).toMatchObject({ type: 'busy' });
    await m.run(remove('$clone.replica'));
    expect(await m.run(create({ try: 1 }))).toMatchObject({ refs: { '$clone.replica': 'volume-2' } });
  });

  it('takes no namesake for the clone', async () => {
    volume('namesake', { snapshotid: 'another' });
    expect(await m.run(create())).toMatchObject({ refs: { '$clone.replica': 'volume-3' } });
  });
});

describe('R1: deleteVolume of a clone', () => {
  it('deletes it, by its id or by its name', async () => {
    volume('clone');
    await m.run(remove());
    volume('clone');
    await m.run(remove('$clone.replica'));
    expect(m.cs.volumes.has('clone')).toBe(false);
  });

  it('goes on until none of that name is left', async () => {
    volume('clone');
    volume('second');
    expect(await m.failureOf(remove())).toMatchObject({ type: 'busy' });
    await m.run(remove());
    expect([...m.cs.volumes.keys()]).toEqual(['replica']);
  });

  it.each([
    ['made of another snapshot', { snapshotid: 'another' }],
    ['of another name', { name: 'data' }],
    ['that is attached', { virtualmachineid: 'vm' }],
  ])('sends nothing for a volume %s', async (_what, change) => {
    volume('clone', change);
    expect(await m.failureOf(remove())).toMatchObject({ type: 'refused' });
    expect(m.commands).toEqual([]);
  });

  it("sends nothing for a replica, even one that bears a clone's marks", async () => {
    volume('replica');
    expect(await m.failureOf(remove('replica'))).toMatchObject({ type: 'refused' });
    expect(await m.failureOf(remove('$clone.replica'))).toMatchObject({ type: 'refused' });
    expect(m.commands).toEqual([]);
  });

  it("without the snapshot's id deletes nothing that was written to", async () => {
    volume('clone');
    const unknown = remove('clone', { clone: { ...CLONE, snapshot_id: '$snapshot.replica' } });
    expect(await m.failureOf(unknown)).toMatchObject({ type: 'refused' });
    expect(m.commands).toEqual([]);
  });
});

describe('detachVolume', () => {
  it('takes a clone whose id is not known from its VM', async () => {
    volume('clone', { virtualmachineid: 'vm' });
    await m.run(detach('$clone.replica'));
    expect(m.cs.sent).toMatchObject([{ command: 'detachVolume', params: { id: 'clone' } }]);
  });

  it('a clone that is gone needs none; a replica that is gone is a matter for a person', async () => {
    expect(await m.run(detach())).toMatchObject({ observed: 'clone clone is gone' });
    const replica = aCall('detachVolume', 'lost', { virtualmachineid: 'vm' }, { backward: true });
    expect(await m.failureOf(replica)).toMatchObject({ type: 'refused' });
  });
});
