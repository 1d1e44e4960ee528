import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestClient } from '../testing/client.js';
import { ids, testEstate } from '../testing/estate.js';
import { deployment, refused } from '../testing/refusal.js';

/** What the test estate's appliance takes of the account, and one VM, volume and snapshot more. */
const limits = { user_vm: 2, cpu: 2, memory: 1024, volume: 6, snapshot: 1 };

let client: TestClient;
beforeEach(async () => {
  const { accounts, ...estate } = testEstate();
  const [first, ...others] = accounts;
  client = await TestClient.start({ ...estate, accounts: [{ ...first!, limits }, ...others] });
});
afterEach(() => client.simulator.close());

test('an account shows what it may have, has and has left; a domain what its accounts have', async () => {
  const [account] = await client.list('listAccounts', { name: 'admin' });
  expect(account).toMatchObject({ vmlimit: '2', vmtotal: 1, vmavailable: '1', memorytotal: 512, volumeavailable: '1' });
  const [domain] = await client.list('listDomains', { id: ids.domain });
  expect(domain).toMatchObject({ vmtotal: 1, vmavailable: 'Unlimited', volumetotal: 6 });
});

test('what a limit does not leave is refused with 535, until something is gone', async () => {
  const exceeded = (resource: string) => [
    'sync',
    535,
    `Maximum amount of resources of Type = '${resource}' for Account Name = 'admin' in Domain Id = '${ids.domain}' has been exceeded.`,
  ];
  const { virtualmachine } = await client.done('deployVirtualMachine', deployment());
  expect(await refused(client, 'deployVirtualMachine', deployment())).toEqual(exceeded('user_vm'));
  expect(await refused(client, 'createVolume', { name: 'more', diskofferingid: ids.disk, zoneid: ids.zone })).toEqual(
    exceeded('volume'),
  );
  await client.done('createSnapshot', { volumeid: ids.spare });
  expect(await refused(client, 'createSnapshot', { volumeid: ids.spare })).toEqual(exceeded('snapshot'));
  await client.done('destroyVirtualMachine', { id: (virtualmachine as { id: string }).id, expunge: true });
  await client.done('deployVirtualMachine', deployment({ name: 'another' }));
});

test('storage counts by the size of volumes and of what snapshots are of', async () => {
  const { accounts, ...estate } = testEstate();
  const [first, ...others] = accounts;
  const [account] = await client.list('listAccounts', { name: 'admin' });
  const [volume] = await client.list('listVolumes', { id: ids.spare });
  const gib = Number(volume!['size']) / 1024 ** 3;
  const used = Number(account!['primarystoragetotal']);
  const storage = { primary_storage: used, secondary_storage: 2 * gib - 1 };
  await client.control('PUT', '/estate', { ...estate, accounts: [{ ...first!, limits: storage }, ...others] });
  const resource = async (command: string, params: Parameters<typeof refused>[2]): Promise<unknown> => {
    const [, code, text] = await refused(client, command, params);
    return [code, /Type = '(\w+)'/.exec(String(text))?.[1]];
  };

  expect(await resource('deployVirtualMachine', deployment())).toEqual([535, 'primary_storage']);
  expect(await resource('createVolume', { name: 'more', diskofferingid: ids.disk, zoneid: ids.zone })).toEqual([
    535,
    'primary_storage',
  ]);
  await client.done('createSnapshot', { volumeid: ids.spare });
  expect(await resource('createSnapshot', { volumeid: ids.spare })).toEqual([535, 'secondary_storage']);
  const [after] = await client.list('listAccounts', { name: 'admin' });
  expect(after).toMatchObject({ primarystorageavailable: '0', secondarystoragetotal: gib });
});
