import { describe, expect, it } from 'vitest';
import { aReplica, aStoredDisk } from '../../test/support/readiness-estates.js';
import { resolveDisks } from './disks.js';

/** The order in which the disks are attached, as their ids. */
function orderOf(...disks: Parameters<typeof resolveDisks>[0]): unknown {
  const found = resolveDisks(
    disks,
    disks.map((disk, i) => aReplica(i, { id: disk.volume_id ?? '' })),
    'appliance',
  );
  return 'problem' in found ? found.problem : found.disks.map((disk) => disk.disk_id);
}

describe('resolveDisks', () => {
  it('believes no list that holds a volume of another VM', () => {
    const found = resolveDisks([aStoredDisk(0)], [aReplica(0, { virtualmachineid: 'vm-else' })], 'appliance');
    expect(found).toMatchObject({ problem: 'Volume volume-0 of disk-2000 is not attached to the appliance' });
  });

  it('puts the boot disk first, wherever it hangs', () => {
    const boot = aStoredDisk(5, { boot: true });
    expect(orderOf(aStoredDisk(1), aStoredDisk(0, { boot: false }), boot)).toEqual([
      'disk-2005',
      'disk-2000',
      'disk-2001',
    ]);
  });

  it('tells disks with one unit number on several controllers apart by the number in their id', () => {
    const data = (id: string) => aStoredDisk(0, { boot: false, unit_number: 1, disk_id: id, volume_id: id });
    expect(orderOf(data('disk-16001'), aStoredDisk(0), data('disk-2017'))).toEqual([
      'disk-2000',
      'disk-2017',
      'disk-16001',
    ]);
  });

  it('takes the size from CloudStack, and from the inventory where the key is not shown one', () => {
    const replica = aReplica(0);
    delete replica.size;
    const size = (volume: typeof replica) => {
      const found = resolveDisks([aStoredDisk(0)], [volume], 'appliance');
      return 'disks' in found ? found.disks[0]?.size_bytes : found.problem;
    };
    expect(size(aReplica(0, { size: 12_345 }))).toBe(12_345);
    expect(size(replica)).toBe(20 * 1024 ** 3);
  });
});
