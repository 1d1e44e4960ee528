import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TestClient } from '../testing/client.js';
import { ids, testEstate } from '../testing/estate.js';
import { deployed, refused } from '../testing/refusal.js';

let client: TestClient;
beforeEach(async () => {
  client = await TestClient.start();
});
afterEach(() => client.simulator.close());

describe('snapshots (rules 79 to 85), ISOs and tags', () => {
  test('a disk of a running VM, unless kvm.snapshot.enabled', async () => {
    await client.control('PATCH', '/settings', { version: '4.21' });
    expect(await refused(client, 'createSnapshot', { volumeid: ids.replica })).toEqual([
      'sync',
      530,
      expect.stringContaining('KVM Snapshot is not supported for Running VMs.'),
    ]);
    await client.done('detachVolume', { id: ids.replica });
    await client.done('createSnapshot', { volumeid: ids.replica });
    await client.control('PATCH', '/settings', { kvm_snapshot_enabled: true });
    await client.done('createSnapshot', { volumeid: ids.replica2 });
  });

  test('not Ready, another one in progress, a Destroyed VM, a location', async () => {
    expect(await refused(client, 'createSnapshot', { volumeid: ids.allocated })).toEqual([
      'sync',
      431,
      expect.stringContaining('is not in Ready state but Allocated. Cannot take snapshot.'),
    ]);
    expect(await refused(client, 'createSnapshot', { volumeid: ids.spare, locationtype: 'primary' })).toEqual([
      'sync',
      431,
      expect.any(String),
    ]);
    await client.control('PATCH', '/settings', { durations_ms: { createSnapshot: [1000, 1000] } });
    const { body } = await client.call('createSnapshot', { volumeid: ids.replica });
    expect(await refused(client, 'createSnapshot', { volumeid: ids.replica2 })).toEqual([
      'sync',
      431,
      expect.stringContaining('There is other active snapshot tasks on the instance'),
    ]);
    expect(await refused(client, 'attachVolume', { id: ids.replica, virtualmachineid: ids.appliance })).toEqual([
      'job',
      431,
      expect.any(String),
    ]);
    expect(await refused(client, 'deleteSnapshot', { id: body['id'] as string })).toEqual([
      'job',
      431,
      expect.any(String),
    ]);
    await client.final(body['jobid'] as string);
    const { vm, root } = await deployed(client, { startvm: true });
    await client.done('destroyVirtualMachine', { id: vm });
    expect(await refused(client, 'createSnapshot', { volumeid: root })).toEqual([
      'sync',
      530,
      expect.stringContaining('is in Destroyed state'),
    ]);
  });

  test('a volume being snapshotted is not attached, but is detached', async () => {
    await client.control('PATCH', '/settings', { durations_ms: { createSnapshot: [1000, 1000] } });
    const { body } = await client.call('createSnapshot', { volumeid: ids.spare });
    expect(await refused(client, 'attachVolume', { id: ids.spare, virtualmachineid: ids.appliance })).toEqual([
      'job',
      431,
      'Volume state must be in Allocated, Ready or in Uploaded state',
    ]);
    await client.final(body['jobid'] as string);
  });

  test('revert needs a stopped VM, a Ready volume, and storage that can', async () => {
    const snapshotOf = async (volumeid: string) =>
      ((await client.done('createSnapshot', { volumeid })) as { snapshot: { id: string } }).snapshot.id;
    const id = await snapshotOf(ids.replica);
    expect(await refused(client, 'revertSnapshot', { id })).toEqual([
      'job',
      431,
      'The VM the specified disk is attached to is not in the shutdown state.',
    ]);
    const estate = testEstate();
    await client.control('PUT', '/estate', {
      ...estate,
      volumes: estate.volumes?.map((v) => ({ ...v, format: 'raw' })),
    });
    expect(await refused(client, 'revertSnapshot', { id: await snapshotOf(ids.spare) })).toEqual([
      'job',
      530,
      'Reverting not supported. Create a template or volume based on the snapshot instead.',
    ]);
  });

  test('a deleted snapshot is not deleted again', async () => {
    const { snapshot } = (await client.done('createSnapshot', { volumeid: ids.spare })) as { snapshot: { id: string } };
    await client.done('deleteSnapshot', { id: snapshot.id });
    expect(await refused(client, 'deleteSnapshot', { id: snapshot.id })).toEqual(['sync', 431, expect.any(String)]);
  });

  test('an ISO is detached once', async () => {
    const { vm } = await deployed(client, { templateid: ids.iso, diskofferingid: ids.disk });
    expect((await client.list('listVirtualMachines', { id: vm }))[0]).toMatchObject({ isoid: ids.iso });
    await client.done('detachIso', { virtualmachineid: vm });
    expect(await refused(client, 'detachIso', { virtualmachineid: vm })).toEqual([
      'job',
      431,
      'The specified VM has no ISO attached to it.',
    ]);
  });

  test('a tag is not set twice', async () => {
    const tag = { resourceids: ids.spare, resourcetype: 'Volume', 'tags[0].key': 'k', 'tags[0].value': 'v' };
    await client.done('createTags', tag);
    expect(await refused(client, 'createTags', tag)).toEqual([
      'job',
      530,
      `tag k already on Volume with id ${ids.spare}`,
    ]);
    expect(await client.list('listTags', { key: 'k' })).toMatchObject([{ resourceid: ids.spare, value: 'v' }]);
  });
});
