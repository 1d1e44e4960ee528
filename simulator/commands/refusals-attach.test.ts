import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TestClient } from '../testing/client.js';
import { ids, testEstate, uuid } from '../testing/estate.js';
import { deployed, refused, type Params } from '../testing/refusal.js';

let client: TestClient;
beforeEach(async () => {
  client = await TestClient.start();
});
afterEach(() => client.simulator.close());

describe('attachVolume (rules 34 to 45)', () => {
  const onAppliance = { virtualmachineid: ids.appliance };
  test.each<[string, Params, number, string]>([
    [
      'attached already',
      { id: ids.replica, ...onAppliance },
      431,
      'Please specify a volume that is not attached to any VM.',
    ],
    [
      'device 0 of a running VM',
      { id: ids.spare, ...onAppliance, deviceid: 0 },
      431,
      'Root volume detach can happen only when vm is in states: Stopped or Destroyed',
    ],
    ['device 3, the CD-ROM', { id: ids.spare, ...onAppliance, deviceid: 3 }, 530, 'deviceId should be 0,1,2,4-33'],
    ['device -1', { id: ids.spare, ...onAppliance, deviceid: -1 }, 530, 'deviceId should be 0,1,2,4-33'],
    ['device 34', { id: ids.spare, ...onAppliance, deviceid: 34 }, 530, 'deviceId should be 0,1,2,4-33'],
    ['a device in use', { id: ids.spare, ...onAppliance, deviceid: 1 }, 530, 'deviceId 1 is used by vol Volume {'],
    ['another owner, even for root admin', { id: ids.foreign, ...onAppliance }, 530, 'belong to different accounts'],
  ])('%s', async (_, params, code, text) => {
    expect(await refused(client, 'attachVolume', params)).toEqual(['job', code, expect.stringContaining(text)]);
  });

  test('device 0 is taken by the placeholder of a fresh VM', async () => {
    const { vm } = await deployed(client);
    expect(await refused(client, 'attachVolume', { id: ids.spare, virtualmachineid: vm, deviceid: 0 })).toEqual([
      'job',
      431,
      'Vm already has root volume attached to it',
    ]);
  });

  test('a managed pool holds no root', async () => {
    const estate = testEstate();
    const volumes = estate.volumes?.map((volume) =>
      volume.id === ids.spare ? { ...volume, pool: 'managed' } : volume,
    );
    await client.control('PUT', '/estate', { ...estate, volumes });
    const { vm, root } = await deployed(client);
    await client.done('detachVolume', { id: root });
    expect(await refused(client, 'attachVolume', { id: ids.spare, virtualmachineid: vm, deviceid: 0 })).toEqual([
      'job',
      431,
      'Root volume detach is not supported for Managed DataStores',
    ]);
  });

  test('a VM snapshot of any state blocks attach and detach', async () => {
    for (const state of ['Ready', 'Error', 'Hidden']) {
      await client.control('PUT', '/estate', {
        ...testEstate(),
        vm_snapshots: [{ id: uuid('55', 1), name: 's', virtualmachineid: ids.appliance, state }],
      });
      expect(await refused(client, 'attachVolume', { id: ids.spare, ...onAppliance })).toEqual([
        'job',
        431,
        `Unable to attach volume to VM i-2-3-VM/${ids.appliance}, please specify a VM that does not have VM snapshots`,
      ]);
      expect(await refused(client, 'detachVolume', { id: ids.replica })).toEqual([
        'job',
        431,
        'Unable to detach volume, please specify a VM that does not have VM snapshots',
      ]);
      expect(await client.list('listVMSnapshot', { virtualmachineid: ids.appliance })).toHaveLength(
        state === 'Hidden' ? 0 : 1,
      );
    }
  });

  test('the 33rd data disk', async () => {
    const estate = testEstate();
    const [disk] = estate.volumes?.slice(-3) ?? [];
    const volumes = Array.from({ length: 32 }, (_, i) => ({
      ...disk,
      id: uuid('dd', i),
      name: `d${i}`,
      virtualmachineid: ids.appliance,
    }));
    await client.control('PUT', '/estate', {
      ...estate,
      volumes: [...(estate.volumes ?? []).filter((v) => !v.virtualmachineid), ...volumes],
    });
    expect(await refused(client, 'attachVolume', { id: ids.spare, ...onAppliance })).toEqual([
      'job',
      431,
      expect.stringContaining('maximum number of data disks (32)'),
    ]);
    const rows = await client.list('listVolumes', { virtualmachineid: ids.appliance });
    expect(rows.map((row) => row['deviceid'])).not.toContain(3);
  });

  test('a disk of another cluster is moved; one of another scope is refused', async () => {
    const estate = testEstate();
    const moved = (spare: string) => ({
      ...estate,
      volumes: estate.volumes?.map((v) => ({ ...v, pool: v.id === ids.spare ? spare : 'cluster-a' })),
    });
    await client.control('PUT', '/estate', moved('cluster-b'));
    const { volume } = await client.done('attachVolume', { id: ids.spare, ...onAppliance });
    expect(volume).toMatchObject({ id: ids.spare, storage: 'cluster-a', deviceid: 4 });
    const host = { id: uuid('50', 9), name: 'local', scope: 'HOST', clusterid: ids.cluster };
    await client.control('PUT', '/estate', { ...moved('local'), pools: [...(estate.pools ?? []), host] });
    expect(await refused(client, 'attachVolume', { id: ids.spare, ...onAppliance })).toEqual([
      'job',
      431,
      "Can't move volume between scope: HOST and CLUSTER",
    ]);
  });

  test('unknown ids are refused at once, removed ones too where a job would be theirs', async () => {
    expect(await refused(client, 'attachVolume', { id: uuid('00', 1), ...onAppliance })).toEqual([
      'sync',
      431,
      expect.stringContaining('Invalid parameter id value='),
    ]);
    await client.call('deleteVolume', { id: ids.spare });
    expect(await refused(client, 'attachVolume', { id: ids.spare, ...onAppliance })).toEqual([
      'sync',
      431,
      expect.stringMatching(/^Unable to find UUID for id \[\d+\] of type \[Volume\]$/),
    ]);
  });
});
