import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TestClient } from '../testing/client.js';
import { ids } from '../testing/estate.js';
import { refused } from '../testing/refusal.js';

let client: TestClient;
beforeEach(async () => {
  client = await TestClient.start();
});
afterEach(() => client.simulator.close());

interface State {
  vms: { id: string; state: string; domain: { running: boolean; disks: { volumeid: string }[] } }[];
}
const appliance = async (): Promise<State['vms'][number] | undefined> =>
  ((await client.control('GET', '/state')) as State).vms.find((vm) => vm.id === ids.appliance);

test('a VM with HA that goes off by itself is started again, without a job; one that was stopped is not', async () => {
  await client.control('PATCH', '/settings', { ha_restart_ms: 0 });
  await client.call('updateVirtualMachine', { id: ids.appliance, haenable: true });
  await client.control('POST', `/vms/${ids.appliance}/power`, { state: 'Stopped' });
  await vi.waitFor(
    async () => expect(await appliance()).toMatchObject({ state: 'Running', domain: { running: true } }),
    5000,
  );
  await client.done('stopVirtualMachine', { id: ids.appliance });
  expect(await appliance()).toMatchObject({ state: 'Stopped', ha_since: null });
});

test('a guest lets go after the detach has failed: the domain has the disk no more, the database has; again is success', async () => {
  await client.control('PATCH', `/vms/${ids.appliance}`, { busy_volumes: [ids.replica], lets_go_late: true });
  expect(await refused(client, 'detachVolume', { id: ids.replica })).toEqual(['job', 530, expect.any(String)]);
  const [volume] = await client.list('listVolumes', { id: ids.replica });
  expect(volume?.['virtualmachineid']).toBe(ids.appliance);
  expect((await appliance())?.domain.disks.map((disk) => disk.volumeid)).not.toContain(ids.replica);
  await client.done('detachVolume', { id: ids.replica });
});
