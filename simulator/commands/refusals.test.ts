import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TestClient } from '../testing/client.js';
import { admin, ids, testEstate, user, uuid } from '../testing/estate.js';

let client: TestClient;
beforeEach(async () => {
  client = await TestClient.start();
});
afterEach(() => client.simulator.close());

type Params = Record<string, string | number | boolean>;
const deploy = (extra: Params = {}): Params => ({
  zoneid: ids.zone,
  serviceofferingid: ids.fixed,
  templateid: ids.template,
  networkids: ids.network,
  name: 'dst',
  startvm: false,
  ...extra,
});

async function deployed(extra: Params = {}): Promise<{ vm: string; root: string }> {
  const { virtualmachine } = await client.done('deployVirtualMachine', deploy(extra));
  const vm = (virtualmachine as { id: string }).id;
  const [root] = await client.list('listVolumes', { virtualmachineid: vm });
  return { vm, root: root?.['id'] as string };
}

/** Every refusal leaves the state as it was, logs included. */
async function refused(command: string, params: Params, keys = admin): Promise<[string, number, string]> {
  const before = await client.control('GET', '/effects');
  const { status, body } = await client.call(command, params, keys);
  if (status !== 200) {
    expect(await client.control('GET', '/effects')).toEqual(before);
    return ['sync', status, body['errortext'] as string];
  }
  const { jobstatus, jobresult } = await client.final(body['jobid'] as string, keys);
  expect(jobstatus).toBe(2);
  expect(await client.control('GET', '/effects')).toEqual(before);
  return ['job', jobresult?.errorcode ?? 0, jobresult?.errortext ?? ''];
}

describe('deployVirtualMachine (facts §12 rules 23 to 33)', () => {
  test.each<[string, Params, number, string]>([
    ['two sources', { volumeid: ids.spare }, 530, 'Please provide only one of the following parameters'],
    [
      'no size for a custom offering',
      { serviceofferingid: ids.custom },
      431,
      'Need to specify custom parameter values',
    ],
    [
      'too many cores',
      { serviceofferingid: ids.constrained, 'details[0].cpuNumber': 9, 'details[0].memory': 512 },
      431,
      'Invalid cpu cores value, specify a value between 1 and 8',
    ],
    [
      'lower-cased keys of details',
      { serviceofferingid: ids.custom, 'details[0].cpunumber': 1 },
      431,
      'Need to specify custom',
    ],
    ['a size for a fixed offering', { 'details[0].memory': 512 }, 431, 'is not customizable'],
    [
      'a speed where it is fixed',
      {
        serviceofferingid: ids.constrained,
        'details[0].cpuNumber': 1,
        'details[0].memory': 512,
        'details[0].cpuSpeed': 1,
      },
      431,
      'is not customizable',
    ],
    ['an ISO without disk offering', { templateid: ids.iso }, 431, 'Installing from ISO requires a disk offering'],
    ['a name with an underscore', { name: 'a_b' }, 431, 'Invalid value provided for API arg: name'],
    [
      'a name taken in the network',
      { name: 'appliance' },
      431,
      'The vm with hostName appliance already exists in the network domain: ',
    ],
    [
      'a bad MAC',
      { networkids: '', 'iptonetworklist[0].networkid': ids.network, 'iptonetworklist[0].mac': '01:2' },
      431,
      'Mac address is not valid: 01:2',
    ],
    [
      'a multicast MAC',
      { networkids: '', 'iptonetworklist[0].networkid': ids.network, 'iptonetworklist[0].mac': '01:00:00:00:00:01' },
      431,
      'Mac address is not unicast',
    ],
    [
      'a MAC taken in the network',
      { networkids: '', 'iptonetworklist[0].networkid': ids.network, 'iptonetworklist[0].mac': '02:01:00:00:00:01' },
      431,
      'The requested Mac address is already taken!',
    ],
    [
      'both ways of naming networks',
      { 'iptonetworklist[0].networkid': ids.network },
      431,
      "can't be specified along with networkIds",
    ],
    [
      'a password template on an L2 network',
      { templateid: ids.passwordTemplate, networkids: ids.l2 },
      431,
      'no support for UserData service in the default network',
    ],
    ['UEFI without a mode', { boottype: 'UEFI' }, 431, 'bootmode must be specified for the VM with boot type: UEFI'],
    ['an unknown network', { networkids: uuid('00', 9) }, 431, 'Invalid parameter networkids value='],
  ])('%s', async (_, extra, code, text) => {
    expect(await refused('deployVirtualMachine', deploy(extra))).toEqual(['sync', code, expect.stringContaining(text)]);
  });

  test('the same MAC on another network is taken', async () => {
    const { vm } = await deployed({
      networkids: '',
      'iptonetworklist[0].networkid': ids.l2,
      'iptonetworklist[0].mac': '02:01:00:00:00:01',
    });
    const [row] = await client.list('listVirtualMachines', { id: vm });
    expect(row?.['nic']).toMatchObject([{ macaddress: '02:01:00:00:00:01', networkid: ids.l2, isdefault: true }]);
  });

  test('a Destroyed VM still holds its name', async () => {
    const { vm } = await deployed();
    await client.done('destroyVirtualMachine', { id: vm });
    expect(await refused('deployVirtualMachine', deploy())).toEqual([
      'sync',
      431,
      expect.stringContaining('hostName dst'),
    ]);
  });

  test('what only root admins may', async () => {
    const own = deploy({ networkids: ids.otherNetwork });
    expect(await refused('deployVirtualMachine', { ...own, hostid: 'x' }, user)).toEqual([
      'sync',
      531,
      'Parameter hostid can only be specified by a Root Admin, permission denied',
    ]);
    expect(await refused('deployVirtualMachine', { ...own, customid: uuid('00', 1) }, user)).toEqual([
      'sync',
      531,
      'Please check your permissions, you are not allowed to create/update custom id',
    ]);
    expect(await refused('deployVirtualMachine', deploy(), user)).toEqual([
      'sync',
      531,
      expect.stringContaining('permission denied'),
    ]);
    const id = uuid('00', 1);
    await client.done('deployVirtualMachine', deploy({ customid: id }));
    expect(await refused('deployVirtualMachine', deploy({ customid: id, name: 'b' }))).toEqual([
      'sync',
      431,
      `UUID: ${id} already exists so can't create/update with custom id`,
    ]);
  });

  test('before 4.21 a volume is no source', async () => {
    await client.control('PATCH', '/settings', { version: '4.20' });
    expect(await refused('deployVirtualMachine', deploy({ templateid: '', volumeid: ids.spare }))).toEqual([
      'sync',
      431,
      expect.stringContaining('missing parameter templateid'),
    ]);
  });
});

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
    expect(await refused('attachVolume', params)).toEqual(['job', code, expect.stringContaining(text)]);
  });

  test('device 0 is taken by the placeholder of a fresh VM', async () => {
    const { vm } = await deployed();
    expect(await refused('attachVolume', { id: ids.spare, virtualmachineid: vm, deviceid: 0 })).toEqual([
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
    const { vm, root } = await deployed();
    await client.done('detachVolume', { id: root });
    expect(await refused('attachVolume', { id: ids.spare, virtualmachineid: vm, deviceid: 0 })).toEqual([
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
      expect(await refused('attachVolume', { id: ids.spare, ...onAppliance })).toEqual([
        'job',
        431,
        `Unable to attach volume to VM i-2-3-VM/${ids.appliance}, please specify a VM that does not have VM snapshots`,
      ]);
      expect(await refused('detachVolume', { id: ids.replica })).toEqual([
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
    expect(await refused('attachVolume', { id: ids.spare, ...onAppliance })).toEqual([
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
    expect(await refused('attachVolume', { id: ids.spare, ...onAppliance })).toEqual([
      'job',
      431,
      "Can't move volume between scope: HOST and CLUSTER",
    ]);
  });

  test('unknown ids are refused at once, removed ones too where a job would be theirs', async () => {
    expect(await refused('attachVolume', { id: uuid('00', 1), ...onAppliance })).toEqual([
      'sync',
      431,
      expect.stringContaining('Invalid parameter id value='),
    ]);
    await client.call('deleteVolume', { id: ids.spare });
    expect(await refused('attachVolume', { id: ids.spare, ...onAppliance })).toEqual([
      'sync',
      431,
      expect.stringMatching(/^Unable to find UUID for id \[\d+\] of type \[Volume\]$/),
    ]);
  });
});

describe('detachVolume (rules 46 to 52)', () => {
  test.each<[string, Params, number, string]>([
    ['not attached', { id: ids.spare }, 431, 'The specified volume is not attached to a VM.'],
    [
      'the ROOT of a running VM',
      { id: ids.applianceRoot },
      431,
      'Root volume detach can happen only when vm is in states: Stopped or Destroyed',
    ],
    ['nothing named', {}, 431, 'Please provide either a volume id, or a tuple(device id, instance id)'],
    ['by device id', { virtualmachineid: ids.appliance, deviceid: 1 }, 530, 'because "volumeId" is null'],
  ])('%s', async (_, params, code, text) => {
    expect(await refused('detachVolume', params)).toEqual(['job', code, expect.stringContaining(text)]);
  });

  test('a guest that holds the disk, an agent that is away', async () => {
    await client.control('PATCH', `/vms/${ids.appliance}`, { busy_volumes: [ids.replica] });
    expect(await refused('detachVolume', { id: ids.replica })).toEqual([
      'job',
      530,
      expect.stringContaining('Could not detach volume after sending the command and waiting for [10000] milliseconds'),
    ]);
    await client.control('PATCH', `/vms/${ids.appliance}`, { busy_volumes: [], agent_connected: false });
    expect(await refused('detachVolume', { id: ids.replica })).toEqual([
      'job',
      530,
      expect.stringContaining('Please contact your system administrator.'),
    ]);
  });

  test('a Destroyed VM gives its ROOT up no more, and takes nothing; expunging deletes it', async () => {
    const { vm, root } = await deployed({ startvm: true });
    await client.done('destroyVirtualMachine', { id: vm });
    expect(await refused('detachVolume', { id: root })).toEqual([
      'job',
      431,
      expect.stringContaining('Root volume detach'),
    ]);
    expect(await refused('attachVolume', { id: ids.spare, virtualmachineid: vm })).toEqual([
      'job',
      431,
      'Please specify a VM that is either running or stopped.',
    ]);
    await client.done('expungeVirtualMachine', { id: vm });
    expect(await client.list('listVolumes', { id: root })).toEqual([]);
    expect(await refused('expungeVirtualMachine', { id: vm })).toEqual([
      'sync',
      431,
      expect.stringMatching(/^Unable to find UUID for id \[\d+\] of type \[VirtualMachine\]$/),
    ]);
  });
});

describe('deleteVolume, start, stop, destroy (rules 53 to 67)', () => {
  test('an attached volume is not deleted', async () => {
    expect(await refused('deleteVolume', { id: ids.replica })).toEqual([
      'sync',
      431,
      'Please specify a volume that is not attached to any VM.',
    ]);
  });

  test('a VM without ROOT, or without anything, does not start', async () => {
    const { vm, root } = await deployed();
    await client.done('detachVolume', { id: root });
    expect(await refused('startVirtualMachine', { id: vm })).toEqual([
      'job',
      530,
      `Unable to create deployment, no usable volumes found for the VM: ${vm}`,
    ]);
    const { volume } = await client.done('attachVolume', { id: ids.spare, virtualmachineid: vm });
    expect(volume).toMatchObject({ type: 'DATADISK', deviceid: 1 });
    expect(await refused('startVirtualMachine', { id: vm })).toEqual([
      'job',
      530,
      `Unable to deploy VM [${vm}] because the ROOT volume is missing.`,
    ]);
    await client.control('PATCH', '/settings', { version: '4.18' });
    expect(await refused('startVirtualMachine', { id: vm })).toEqual([
      'job',
      530,
      'Unable to prepare volumes for vm as ROOT volume is missing',
    ]);
  });

  test('no host for the memory or the firmware: 533, and the VM is Stopped again', async () => {
    const { vm } = await deployed({ boottype: 'UEFI', bootmode: 'LEGACY' });
    await client.control('PATCH', '/settings', { host_uefi: false });
    expect(await refused('startVirtualMachine', { id: vm })).toEqual([
      'job',
      533,
      expect.stringContaining('No destination found for a deployment for VM instance {'),
    ]);
    await client.control('PATCH', '/settings', { host_uefi: true, host_memory_mb: 100, version: '4.20' });
    expect(await refused('startVirtualMachine', { id: vm })).toEqual([
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
    expect(await refused('startVirtualMachine', { id: ids.appliance })).toEqual([
      'job',
      431,
      `The virtual machine ${ids.appliance} (appliance) is already running`,
    ]);
    const { vm } = await deployed();
    await client.done('destroyVirtualMachine', { id: vm });
    expect(await refused('startVirtualMachine', { id: vm })).toEqual([
      'job',
      530,
      expect.stringContaining('Unable to orchestrate the start of VM instance {'),
    ]);
    expect(await refused('expungeVirtualMachine', { id: ids.appliance })).toEqual([
      'job',
      431,
      'Please destroy vm with specified vmId before expunge',
    ]);
    expect(await refused('recoverVirtualMachine', { id: ids.appliance })).toEqual(['sync', 431, expect.any(String)]);
  });

  test('delete protection, from 4.20 on', async () => {
    const { vm } = await deployed();
    await client.call('updateVirtualMachine', { id: vm, deleteprotection: true });
    expect(await refused('destroyVirtualMachine', { id: vm })).toEqual([
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
      deploy({ networkids: ids.otherNetwork }),
      user,
    );
    const { id } = virtualmachine as { id: string };
    await client.control('PATCH', '/settings', { configurations: { 'allow.user.force.stop.vm': 'false' } });
    expect(await refused('destroyVirtualMachine', { id, expunge: true }, user)).toEqual([
      'job',
      530,
      'Account does not have permission for expunging.',
    ]);
    expect(await refused('expungeVirtualMachine', { id }, user)).toEqual([
      'job',
      530,
      expect.stringContaining('can only be done by an Admin'),
    ]);
    expect(await refused('stopVirtualMachine', { id, forced: true }, user)).toEqual([
      'job',
      530,
      'Account does not have the permission to force stop the vm.',
    ]);
    await client.done('destroyVirtualMachine', { id }, user);
    expect(await client.list('listVirtualMachines', { id }, user)).toEqual([]);
    expect(await client.list('listVirtualMachines', { id })).toHaveLength(1);
    expect(await refused('recoverVirtualMachine', { id }, user)).toEqual(['sync', 531, expect.any(String)]);
  });

  test('destroy keeps data disks, and refuses strangers among volumeids', async () => {
    const { vm } = await deployed();
    await client.done('attachVolume', { id: ids.spare, virtualmachineid: vm });
    expect(await refused('destroyVirtualMachine', { id: vm, volumeids: ids.replica })).toEqual([
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

describe('snapshots (rules 79 to 85), ISOs and tags', () => {
  test('a disk of a running VM, unless kvm.snapshot.enabled', async () => {
    await client.control('PATCH', '/settings', { version: '4.21' });
    expect(await refused('createSnapshot', { volumeid: ids.replica })).toEqual([
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
    expect(await refused('createSnapshot', { volumeid: ids.allocated })).toEqual([
      'sync',
      431,
      expect.stringContaining('is not in Ready state but Allocated. Cannot take snapshot.'),
    ]);
    expect(await refused('createSnapshot', { volumeid: ids.spare, locationtype: 'primary' })).toEqual([
      'sync',
      431,
      expect.any(String),
    ]);
    await client.control('PATCH', '/settings', { durations_ms: { createSnapshot: [200, 200] } });
    const { body } = await client.call('createSnapshot', { volumeid: ids.replica });
    expect(await refused('createSnapshot', { volumeid: ids.replica2 })).toEqual([
      'sync',
      431,
      expect.stringContaining('There is other active snapshot tasks on the instance'),
    ]);
    expect(await refused('attachVolume', { id: ids.replica, virtualmachineid: ids.appliance })).toEqual([
      'job',
      431,
      expect.any(String),
    ]);
    expect(await refused('deleteSnapshot', { id: body['id'] as string })).toEqual(['job', 431, expect.any(String)]);
    await client.final(body['jobid'] as string);
    const { vm, root } = await deployed({ startvm: true });
    await client.done('destroyVirtualMachine', { id: vm });
    expect(await refused('createSnapshot', { volumeid: root })).toEqual([
      'sync',
      530,
      expect.stringContaining('is in Destroyed state'),
    ]);
  });

  test('a volume being snapshotted is not attached, but is detached', async () => {
    await client.control('PATCH', '/settings', { durations_ms: { createSnapshot: [200, 200] } });
    const { body } = await client.call('createSnapshot', { volumeid: ids.spare });
    expect(await refused('attachVolume', { id: ids.spare, virtualmachineid: ids.appliance })).toEqual([
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
    expect(await refused('revertSnapshot', { id })).toEqual([
      'job',
      431,
      'The VM the specified disk is attached to is not in the shutdown state.',
    ]);
    const estate = testEstate();
    await client.control('PUT', '/estate', {
      ...estate,
      volumes: estate.volumes?.map((v) => ({ ...v, format: 'raw' })),
    });
    expect(await refused('revertSnapshot', { id: await snapshotOf(ids.spare) })).toEqual([
      'job',
      530,
      'Reverting not supported. Create a template or volume based on the snapshot instead.',
    ]);
  });

  test('a deleted snapshot is not deleted again', async () => {
    const { snapshot } = (await client.done('createSnapshot', { volumeid: ids.spare })) as { snapshot: { id: string } };
    await client.done('deleteSnapshot', { id: snapshot.id });
    expect(await refused('deleteSnapshot', { id: snapshot.id })).toEqual(['sync', 431, expect.any(String)]);
  });

  test('an ISO is detached once', async () => {
    const { vm } = await deployed({ templateid: ids.iso, diskofferingid: ids.disk });
    expect((await client.list('listVirtualMachines', { id: vm }))[0]).toMatchObject({ isoid: ids.iso });
    await client.done('detachIso', { virtualmachineid: vm });
    expect(await refused('detachIso', { virtualmachineid: vm })).toEqual([
      'job',
      431,
      'The specified VM has no ISO attached to it.',
    ]);
  });

  test('a tag is not set twice', async () => {
    const tag = { resourceids: ids.spare, resourcetype: 'Volume', 'tags[0].key': 'k', 'tags[0].value': 'v' };
    await client.done('createTags', tag);
    expect(await refused('createTags', tag)).toEqual(['job', 530, `tag k already on Volume with id ${ids.spare}`]);
    expect(await client.list('listTags', { key: 'k' })).toMatchObject([{ resourceid: ids.spare, value: 'v' }]);
  });
});
