import { afterEach, describe, expect, test } from 'vitest';
import type { Estate } from '../estate.js';
import { TestClient } from '../testing/client.js';
import { ids, testEstate } from '../testing/estate.js';
import { deployed, refused } from '../testing/refusal.js';

let client: TestClient;
afterEach(() => client.simulator.close());

/** Of the disks' pool; the estate's volumes take 2 GiB each of it. */
async function withPool(pool: { size_gb: number; used_gb?: number }, settings?: Estate['settings']): Promise<void> {
  const { pools = [], ...rest } = testEstate(settings);
  client = await TestClient.start({ ...rest, pools: pools.map((p) => (p.id === ids.pool ? { ...p, ...pool } : p)) });
}

async function snapshotOf(volumeid: string): Promise<string> {
  return ((await client.done('createSnapshot', { volumeid })).snapshot as { id: string }).id;
}

const pool = async () => (await client.list('listStoragePools', { id: ids.pool }))[0];
const clone = (snapshotid: string): Promise<unknown> =>
  refused(client, 'createVolume', { snapshotid, zoneid: ids.zone, name: 'clone' });

describe('a pool that is full', () => {
  test('takes no copy of a snapshot once it has promised 85 % of what it may', async () => {
    await withPool({ size_gb: 8 });
    const before = await pool();
    expect(before).toMatchObject({ disksizetotal: 8 * 1024 ** 3, disksizeused: 0, overprovisionfactor: '2.0' });
    const snapshotid = await snapshotOf(ids.spare);
    // 16 GiB may be promised.
    const left = Math.floor((16 * 0.85 - Number(before?.['disksizeallocated']) / 1024 ** 3) / 2);
    for (let n = 0; n < left; n++)
      await client.done('createVolume', { snapshotid, zoneid: ids.zone, name: `fits-${n}` });
    const { jobid, id } = (await client.call('createVolume', { snapshotid, zoneid: ids.zone, name: 'x' })).body;
    expect(await client.final(String(jobid))).toMatchObject({
      jobstatus: 2,
      jobresult: { errorcode: 530, errortext: `Failed to create volume: ${String(id)}` },
    });
  });

  test('or once 85 % of it are written', async () => {
    await withPool({ size_gb: 1024, used_gb: 900 });
    const snapshotid = await snapshotOf(ids.spare);
    await expect(clone(snapshotid)).rejects.toThrow('took effect');
    const volumes = await client.list('listVolumes', { listall: true });
    expect(volumes.find(({ name }) => name === 'clone')).toMatchObject({ state: 'Destroy' });
  });

  test('secondary storage that is full spoils the snapshot, which stays in Error', async () => {
    await withPool({ size_gb: 1024 }, { secondary_storage_gb: 3 });
    await snapshotOf(ids.spare);
    const { jobid, id } = (await client.call('createSnapshot', { volumeid: ids.spare })).body;
    expect(await client.final(String(jobid))).toMatchObject({
      jobstatus: 2,
      jobresult: {
        errorcode: 530,
        errortext: `Failed to create snapshot due to an internal error creating snapshot for volume ${ids.spare}`,
      },
    });
    expect((await client.list('listSnapshots', { id: String(id) }))[0]).toMatchObject({ state: 'Error' });
    expect((await client.list('listVolumes', { id: ids.spare }))[0]).toMatchObject({ state: 'Ready' });
  });
});

describe('a VM in a backup offering (rules 51 and 70)', () => {
  const backupofferingid = 'ba000000-0000-4000-8000-000000000001';
  const start = async (settings: Estate['settings'] = {}): Promise<void> => {
    const { vms = [], ...rest } = testEstate(settings);
    client = await TestClient.start({ ...rest, vms: vms.map((vm) => ({ ...vm, backupofferingid })) });
  };

  test('neither takes nor gives a disk, and has no disk-only VM snapshot', async () => {
    await start();
    expect((await client.list('listVirtualMachines', { id: ids.appliance }))[0]).toMatchObject({ backupofferingid });
    expect(await refused(client, 'attachVolume', { id: ids.spare, virtualmachineid: ids.appliance })).toEqual([
      'job',
      431,
      expect.stringContaining('please specify a VM that does not have any backups'),
    ]);
    expect(await refused(client, 'detachVolume', { id: ids.replica })).toEqual([
      'job',
      431,
      expect.stringContaining('cannot detach volume from a VM that has backups'),
    ]);
    await client.done('stopVirtualMachine', { id: ids.appliance });
    const { jobstatus, jobresult } = await client.job('createVMSnapshot', { virtualmachineid: ids.appliance });
    expect({ jobstatus, code: jobresult?.errorcode }).toEqual({ jobstatus: 2, code: 530 });
  });

  test('unless a global setting lets its disks go', async () => {
    await start({ configurations: { 'backup.enable.attach.detach.of.volumes': 'true' } });
    await client.done('detachVolume', { id: ids.replica });
    await client.done('attachVolume', { id: ids.replica, virtualmachineid: ids.appliance });
  });
});

test('on the simulator hypervisor a snapshot of a VM that never ran goes only after its first start (facts §14)', async () => {
  client = await TestClient.start(testEstate({ hypervisor: 'Simulator' }));
  const { vm, root } = await deployed(client);
  await client.done('detachVolume', { id: root });
  await client.done('attachVolume', { id: ids.spare, virtualmachineid: vm, deviceid: 0 });
  const { vmsnapshot } = await client.done('createVMSnapshot', { virtualmachineid: vm });
  const { id: vmsnapshotid } = vmsnapshot as { id: string };
  const state = async (): Promise<unknown> =>
    (await client.list('listVMSnapshot', { vmsnapshotid, listall: true }))[0]?.['state'];

  expect((await refused(client, 'revertToVMSnapshot', { vmsnapshotid })).slice(0, 2)).toEqual(['job', 530]);
  expect(await state()).toBe('Ready');
  expect((await refused(client, 'deleteVMSnapshot', { vmsnapshotid })).slice(0, 2)).toEqual(['job', 530]);
  expect(await state()).toBe('Error');
  expect((await refused(client, 'detachVolume', { id: ids.spare })).slice(0, 2)).toEqual(['job', 431]);
  expect((await refused(client, 'destroyVirtualMachine', { id: vm })).slice(0, 2)).toEqual(['job', 530]);

  await client.done('startVirtualMachine', { id: vm });
  await client.done('stopVirtualMachine', { id: vm });
  await client.done('deleteVMSnapshot', { vmsnapshotid });
  await client.done('detachVolume', { id: ids.spare });
});
