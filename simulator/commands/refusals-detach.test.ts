import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TestClient } from '../testing/client.js';
import { ids } from '../testing/estate.js';
import { deployed, refused, type Params } from '../testing/refusal.js';

let client: TestClient;
beforeEach(async () => {
  client = await TestClient.start();
});
afterEach(() => client.simulator.close());

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
    expect(await refused(client, 'detachVolume', params)).toEqual(['job', code, expect.stringContaining(text)]);
  });

  test('a guest that holds the disk, an agent that is away', async () => {
    await client.control('PATCH', `/vms/${ids.appliance}`, { busy_volumes: [ids.replica] });
    expect(await refused(client, 'detachVolume', { id: ids.replica })).toEqual([
      'job',
      530,
      expect.stringContaining('Could not detach volume after sending the command and waiting for [10000] milliseconds'),
    ]);
    await client.control('PATCH', `/vms/${ids.appliance}`, { busy_volumes: [], agent_connected: false });
    expect(await refused(client, 'detachVolume', { id: ids.replica })).toEqual([
      'job',
      530,
      expect.stringContaining('Please contact your system administrator.'),
    ]);
  });

  test('a Destroyed VM gives its ROOT up no more, and takes nothing; expunging deletes it', async () => {
    const { vm, root } = await deployed(client, { startvm: true });
    await client.done('destroyVirtualMachine', { id: vm });
    expect(await refused(client, 'detachVolume', { id: root })).toEqual([
      'job',
      431,
      expect.stringContaining('Root volume detach'),
    ]);
    expect(await refused(client, 'attachVolume', { id: ids.spare, virtualmachineid: vm })).toEqual([
      'job',
      431,
      'Please specify a VM that is either running or stopped.',
    ]);
    await client.done('expungeVirtualMachine', { id: vm });
    expect(await client.list('listVolumes', { id: root })).toEqual([]);
    expect(await refused(client, 'expungeVirtualMachine', { id: vm })).toEqual([
      'sync',
      431,
      expect.stringMatching(/^Unable to find UUID for id \[\d+\] of type \[VirtualMachine\]$/),
    ]);
  });
});
