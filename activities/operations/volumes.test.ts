import { beforeEach, describe, expect, it } from 'vitest';
import { aCall, Mutating } from '../../test/support/mutating.js';

let m: Mutating;
const attach = aCall('attachVolume', 'replica', { virtualmachineid: 'vm', deviceid: 0 });
const replicaIs = (where: object): unknown =>
  m.cs.volumes.set('replica', { id: 'replica', name: 'disk', state: 'Ready', type: 'DATADISK', ...where });

beforeEach(() => {
  m = new Mutating();
});

describe('attachVolume to the destination', () => {
  it('is done when the replica is there at its device', async () => {
    replicaIs({});
    await expect(m.run(attach)).resolves.toMatchObject({
      found: false,
      observed: 'volume replica is on VM vm at device 0, ROOT and Ready',
    });
    expect(m.cs.sent).toMatchObject([{ params: { id: 'replica', virtualmachineid: 'vm', deviceid: 0 } }]);
  });

  it.each([
    ['at another device', { virtualmachineid: 'vm', deviceid: 1 }],
    ['on another VM', { virtualmachineid: 'theirs', deviceid: 0 }],
  ])('is never taken for done where the replica is %s', async (_where, where) => {
    replicaIs(where);
    await expect(m.run(attach)).rejects.toMatchObject({ type: 'refused' });
    expect(m.commands).toEqual([]);
  });
});
