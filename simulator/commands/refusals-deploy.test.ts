import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TestClient } from '../testing/client.js';
import { ids, user, uuid } from '../testing/estate.js';
import { deployed, deployment, refused, type Params } from '../testing/refusal.js';

let client: TestClient;
beforeEach(async () => {
  client = await TestClient.start();
});
afterEach(() => client.simulator.close());

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
    expect(await refused(client, 'deployVirtualMachine', deployment(extra))).toEqual([
      'sync',
      code,
      expect.stringContaining(text),
    ]);
  });

  test('the same MAC on another network is taken', async () => {
    const { vm } = await deployed(client, {
      networkids: '',
      'iptonetworklist[0].networkid': ids.l2,
      'iptonetworklist[0].mac': '02:01:00:00:00:01',
    });
    const [row] = await client.list('listVirtualMachines', { id: vm });
    expect(row?.['nic']).toMatchObject([{ macaddress: '02:01:00:00:00:01', networkid: ids.l2, isdefault: true }]);
  });

  test('a Destroyed VM still holds its name', async () => {
    const { vm } = await deployed(client);
    await client.done('destroyVirtualMachine', { id: vm });
    expect(await refused(client, 'deployVirtualMachine', deployment())).toEqual([
      'sync',
      431,
      expect.stringContaining('hostName dst'),
    ]);
  });

  test('what only root admins may', async () => {
    const own = deployment({ networkids: ids.otherNetwork });
    expect(await refused(client, 'deployVirtualMachine', { ...own, hostid: 'x' }, user)).toEqual([
      'sync',
      531,
      'Parameter hostid can only be specified by a Root Admin, permission denied',
    ]);
    expect(await refused(client, 'deployVirtualMachine', { ...own, customid: uuid('00', 1) }, user)).toEqual([
      'sync',
      531,
      'Please check your permissions, you are not allowed to create/update custom id',
    ]);
    expect(await refused(client, 'deployVirtualMachine', deployment(), user)).toEqual([
      'sync',
      531,
      expect.stringContaining('permission denied'),
    ]);
    const id = uuid('00', 1);
    await client.done('deployVirtualMachine', deployment({ customid: id }));
    expect(await refused(client, 'deployVirtualMachine', deployment({ customid: id, name: 'b' }))).toEqual([
      'sync',
      431,
      `UUID: ${id} already exists so can't create/update with custom id`,
    ]);
  });

  test('before 4.21 a volume is no source', async () => {
    await client.control('PATCH', '/settings', { version: '4.20' });
    expect(await refused(client, 'deployVirtualMachine', deployment({ templateid: '', volumeid: ids.spare }))).toEqual([
      'sync',
      431,
      expect.stringContaining('missing parameter templateid'),
    ]);
  });
});
