import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TestClient } from '../testing/client.js';
import { ids, user } from '../testing/estate.js';
import { deployed, deployment, refused } from '../testing/refusal.js';

let client: TestClient;
beforeEach(async () => {
  client = await TestClient.start();
});
afterEach(() => client.simulator.close());

describe('deleteVolume, start, stop, destroy (rules 53 to 67)', () => {
  test('an attached volume is not deleted', async () => {
    expect(await refused(client, 'deleteVolume', { id: ids.replica })).toEqual([
      'sync',
      431,
      'Please specify a volume that is not attached to any VM.',
    ]);
  });

  test('a VM without ROOT, or without anything, does not start', async () => {
    const { vm, root } = await deployed(client);
    await client.done('detachVolume', { id: root });
    expect(await refused(client, 'startVirtualMachine', { id: vm })).toEqual([
      'job',
      530,
      `Unable to create deployment, no usable volumes found for the VM: ${vm}`,
    ]);
    const { volume } = await client.done('attachVolume', { id: ids.spare, virtualmachineid: vm });
    expect(volume).toMatchObject({ type: 'DATADISK', deviceid: 1 });
    expect(await refused(client, 'startVirtualMachine', { id: vm })).toEqual([
      'job',
      530,
      `Unable to deploy VM [${vm}] because the ROOT volume is missing.`,
    ]);
    await client.control('PATCH', '/settings', { version: '4.18' });
    expect(await refused(client, 'startVirtualMachine', { id: vm })).toEqual([
      'job',
      530,
      'Unable to prepare volumes for vm as ROOT volume is missing',
    ]);
  });

  test('no host for the memory or the firmware: 533, and the VM is Stopped again', async () => {
    const { vm } = await deployed(client, { boottype: 'UEFI', bootmode: 'LEGACY' });
    await client.control('PATCH', '/settings', { host_uefi: false });
    expect(await refused(client, 'startVirtualMachine', { id: vm })).toEqual([
      'job',
      533,
      expect.stringContaining('No destination found for a deployment for VM instance {'),
    ]);
    await client.control('PATCH', '/settings', { host_uefi: true, host_memory_mb: 100, version: '4.20' });
    expect(await refused(client, 'startVirtualMachine', { id: vm })).toEqual([
      'job',
      533,
      expect.stringContaining('Unable to create a deployment for VM instance {'),
    ]);
    expect((await client.list('listVirtualMachines', { id: vm }))[0]).toMatchObject({
      state: 'Stopped',
      boottype: 'Uefi',
      bootmode: 'legacy',
    });
  });

  test('a running VM, a Destroyed one', async () => {
    expect(await refused(client, 'startVirtualMachine', { id: ids.appliance })).toEqual([
      'job',
      431,
      `The virtual machine ${ids.appliance} (appliance) is already running`,
    ]);
    const { vm } = await deployed(client);
    await client.done('destroyVirtualMachine', { id: vm });
    expect(await refused(client, 'startVirtualMachine', { id: vm })).toEqual([
      'job',
      530,
      expect.stringContaining('Unable to orchestrate the start of VM instance {'),
    ]);
    expect(await refused(client, 'expungeVirtualMachine', { id: ids.appliance })).toEqual([
      'job',
      431,
      'Please destroy vm with specified vmId before expunge',
    ]);
    expect(await refused(client, 'recoverVirtualMachine', { id: ids.appliance })).toEqual([
      'sync',
      431,
      expect.any(String),
    ]);
  });

  test('a snapshot of the ROOT in progress', async () => {
    await client.control('PATCH', '/settings', { durations_ms: { createSnapshot: [1000, 1000] } });
    const { body } = await client.call('createSnapshot', { volumeid: ids.applianceRoot });
    expect(await refused(client, 'destroyVirtualMachine', { id: ids.appliance })).toEqual([
      'job',
      530,
      'There is/are unbacked up snapshot(s) on ROOT volume, vm destroy is not permitted, please try again later.',
    ]);
    await client.final(body['jobid'] as string);
  });

  test('with destroy.root.volume.on.vm.destruction the ROOT goes at once', async () => {
    await client.control('PATCH', '/settings', {
      configurations: { 'destroy.root.volume.on.vm.destruction': 'true' },
    });
    const { vm, root } = await deployed(client);
    await client.done('destroyVirtualMachine', { id: vm });
    expect(await client.list('listVolumes', { id: root })).toEqual([]);
  });

  test('a Destroyed VM goes by itself after expunge.delay, its ROOT with it', async () => {
    const { vm, root } = await deployed(client);
    await client.done('destroyVirtualMachine', { id: vm });
    await client.control('POST', '/clock', { offset_ms: 86_500_000 });
    await expect.poll(() => client.list('listVirtualMachines', { id: vm })).toEqual([]);
    expect(await client.list('listVolumes', { id: root })).toEqual([]);
  });

  test('delete protection, from 4.20 on', async () => {
    const { vm } = await deployed(client);
    await client.call('updateVirtualMachine', { id: vm, deleteprotection: true });
    expect(await refused(client, 'destroyVirtualMachine', { id: vm })).toEqual([
      'job',
      431,
      expect.stringContaining('has delete protection enabled and cannot be deleted.'),
    ]);
    await client.control('PATCH', '/settings', { version: '4.18' });
    await client.done('destroyVirtualMachine', { id: vm });
  });

  test('a user without the permission to expunge, or to force', async () => {
    const { virtualmachine } = await client.done(
      'deployVirtualMachine',
      deployment({ networkids: ids.otherNetwork }),
      user,
    );
    const { id } = virtualmachine as { id: string };
    await client.control('PATCH', '/settings', { configurations: { 'allow.user.force.stop.vm': 'false' } });
    expect(await refused(client, 'destroyVirtualMachine', { id, expunge: true }, user)).toEqual([
      'job',
      530,
      'Account does not have permission for expunging.',
    ]);
    expect(await refused(client, 'expungeVirtualMachine', { id }, user)).toEqual([
      'job',
      530,
      expect.stringContaining('can only be done by an Admin'),
    ]);
    expect(await refused(client, 'stopVirtualMachine', { id, forced: true }, user)).toEqual([
      'job',
      530,
      'Account does not have the permission to force stop the vm.',
    ]);
    await client.done('destroyVirtualMachine', { id }, user);
    expect(await client.list('listVirtualMachines', { id }, user)).toEqual([]);
    expect(await client.list('listVirtualMachines', { id })).toHaveLength(1);
    expect(await refused(client, 'recoverVirtualMachine', { id }, user)).toEqual(['sync', 531, expect.any(String)]);
  });

  test('destroy keeps data disks, and refuses strangers among volumeids', async () => {
    const { vm } = await deployed(client);
    await client.done('attachVolume', { id: ids.spare, virtualmachineid: vm });
    expect(await refused(client, 'destroyVirtualMachine', { id: vm, volumeids: ids.replica })).toEqual([
      'job',
      431,
      expect.stringContaining('The following supplied volumes are not DATADISK attached to the VM: Volume {'),
    ]);
    await client.done('destroyVirtualMachine', { id: vm });
    const [spare] = await client.list('listVolumes', { id: ids.spare });
    expect(spare).not.toHaveProperty('virtualmachineid');
    expect(spare).toMatchObject({ state: 'Ready', type: 'DATADISK' });
  });
});
