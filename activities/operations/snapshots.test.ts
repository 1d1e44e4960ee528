import { expect, it } from 'vitest';
import { aCall, Mutating } from '../../test/support/mutating.js';

it('revertSnapshot is not sent while the replica is on a VM: its guest may write', async () => {
  const m = new Mutating();
  const volume = { id: 'replica', name: 'disk', state: 'Ready', type: 'DATADISK', size: 7 };
  m.cs.volumes.set('replica', { ...volume, virtualmachineid: 'vm', deviceid: 1 });
  const revert = aCall('revertSnapshot', 'snapshot', { volumeid: 'replica', size: 7 });
  await expect(m.run(revert)).rejects.toMatchObject({ type: 'refused' });
  expect(m.commands).toEqual([]);
});
