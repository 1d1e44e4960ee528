import { afterEach, describe, expect, it } from 'vitest';
import { recorded } from '../test/fixtures/cloudstack/recorded.js';
import { clientOptions } from '../test/fixtures/cloudstack/options.js';
import {
  refusal,
  stubServer,
  unknownId,
  type Handler,
  type StubServer,
} from '../test/fixtures/cloudstack/stub-server.js';
import { CloudStackError } from './errors.js';
import { createReads } from './reads.js';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function readsFrom(handler: Handler): Promise<[ReturnType<typeof createReads>, StubServer]> {
  const server = await stubServer(handler);
  cleanups.push(() => server.close());
  const reads = createReads(clientOptions(server.url));
  cleanups.push(() => reads.close());
  return [reads, server];
}

/** A server that answers everything with what was recorded under a title. */
function answering(title: string): Promise<[ReturnType<typeof createReads>, StubServer]> {
  const { http, body } = recorded(title);
  return readsFrom(() => ({ status: http, json: body }));
}

describe('recorded answers', () => {
  it('listCapabilities', async () => {
    const [reads] = await answering('listCapabilities');
    expect(await reads.listCapabilities()).toEqual({
      cloudstackversion: '4.22.0.0-SNAPSHOT',
      kvmsnapshotenabled: true,
      allowuserexpungerecovervm: true,
    });
  });

  it('what an account and a domain have left', async () => {
    const unlimited = Object.fromEntries(
      ['vm', 'cpu', 'memory', 'volume', 'snapshot', 'primarystorage', 'secondarystorage'].map((resource) => [
        `${resource}available`,
        Infinity,
      ]),
    );
    const domainid = '5184629a-e6e4-11f1-9bd0-02fc00000001';
    const [accounts] = await answering('listAccounts');
    expect(await accounts.getAccountQuota('admin', domainid)).toMatchObject({ name: 'admin', ...unlimited });
    expect(await accounts.getAccountQuota('adm', domainid)).toBeUndefined();
    const [domains] = await answering('listDomains');
    expect(await domains.getDomainQuota(domainid)).toMatchObject({ name: 'ROOT', ...unlimited });
  });

  it('a virtual machine', async () => {
    const [reads, server] = await answering('listVirtualMachines id=');
    expect(await reads.getVirtualMachine('3866b213-842d-4970-8372-782ed5c5ca9b')).toEqual({
      id: '3866b213-842d-4970-8372-782ed5c5ca9b',
      name: 'vm-stopped',
      displayname: 'vm stopped',
      state: 'Stopped',
      account: 'admin',
      domainid: '5184629a-e6e4-11f1-9bd0-02fc00000001',
      zoneid: 'e536072b-58ea-4d14-98aa-b206a904f2ac',
      hypervisor: 'Simulator',
      templateid: '66ad34ce-e6e4-11f1-9bd0-02fc00000001',
      serviceofferingid: '524f852b-8c06-4bc2-927b-63e4a6369943',
      cpunumber: 1,
      cpuspeed: 500,
      memory: 512,
      ostypeid: '517b698a-e6e4-11f1-9bd0-02fc00000001',
      guestosid: '517b698a-e6e4-11f1-9bd0-02fc00000001',
      deleteprotection: false,
      details: { deployvm: 'true' },
      instancename: 'i-2-3-VM',
      nic: [
        {
          id: '5a4bf2f4-86e7-4c75-9fe3-3f92fac52d4b',
          networkid: '7f886a38-5f47-47ef-9b83-5f13805fd5bc',
          networkname: 'net-isolated',
          macaddress: '02:01:00:cc:00:01',
          ipaddress: '10.1.1.219',
          isdefault: true,
          deviceid: '0',
          type: 'Isolated',
        },
      ],
    });
    expect(server.calls[0]?.params).toMatchObject({
      command: 'listVirtualMachines',
      id: '3866b213-842d-4970-8372-782ed5c5ca9b',
      listall: 'true',
      page: '1',
      pagesize: '500',
    });
  });

  it('volumes', async () => {
    const [reads] = await answering('listVolumes of vm2');
    expect(await reads.listVolumesOfVirtualMachine('98283437-da56-4aef-8d15-371908f8ff24')).toMatchObject([
      { type: 'ROOT', deviceid: 0, size: 5_368_709_120, state: 'Ready', path: 'data1', vmstate: 'Stopped' },
    ]);
  });

  it('VM snapshots, under either key, those hidden by default asked for', async () => {
    const rows = recorded('listVMSnapshot').body['listvmsnapshotresponse']?.['vmSnapshot'] as { id: string }[];
    const hidden = { ...rows[0], id: 'hidden', state: 'Hidden' };
    const [reads, server] = await readsFrom(({ params }) => ({
      json: {
        listvmsnapshotresponse:
          params['state'] === 'Hidden' ? { count: 1, vmsnapshot: [hidden] } : { count: 2, vmSnapshot: rows },
      },
    }));
    const found = await reads.listVmSnapshots('b6558f61-d2fa-4bcf-9c2a-f11e164966e1');
    expect(found.map((row) => row.id)).toEqual([...rows.map((row) => row.id), 'hidden']);
    expect(server.calls).toHaveLength(2);
  });

  it.each([
    ['listSnapshots', 1, (r: Reads) => r.listSnapshotsOfVolume('b25af938-2cc6-4fdf-bc34-57693cae1de4')],
    ['listSnapshots', 1, (r: Reads) => r.listSnapshotsOfOwner({ projectid: 'any' })],
    ['listNetworks', 4, (r: Reads) => r.listNetworks()],
    ['(as user) listNetworks', 1, (r: Reads) => r.listNetworks()],
    ['listZones', 1, (r: Reads) => r.listZones()],
    ['listServiceOfferings', 5, (r: Reads) => r.listServiceOfferings()],
    ['listOsTypes Windows', 1, (r: Reads) => r.listOsTypes()],
    ['listOsTypes none', 0, (r: Reads) => r.listOsTypes()],
    ['listStoragePools', 3, (r: Reads) => r.listStoragePools()],
  ] as const)('%s: %i', async (title, count, read) => {
    const [reads] = await answering(title);
    expect(await read(reads)).toHaveLength(count);
  });

  it('constrained offerings keep their bounds, networks their services', async () => {
    const [offerings] = await answering('listServiceOfferings');
    const constrained = (await offerings.listServiceOfferings()).find((row) => row.name === 'CustomConstrained');
    expect(constrained).toMatchObject({ iscustomized: true, serviceofferingdetails: { maxcpunumber: '8' } });
    const [networks] = await answering('listNetworks');
    const shared = (await networks.listNetworks()).find((row) => row.name === 'net-shared');
    expect(shared?.service?.map((service) => service.name)).toContain('Dhcp');
  });

  it('templates', async () => {
    const [reads] = await answering('listTemplates');
    expect(await reads.getTemplate('66ad34ce-e6e4-11f1-9bd0-02fc00000001')).toMatchObject({
      isready: true,
      passwordenabled: false,
      format: 'VHD',
      size: 2_147_483_648,
    });
  });

  it('ISOs are marked as such', async () => {
    const [reads] = await readsFrom(() => ({
      json: { listisosresponse: { count: 1, iso: [{ id: 'i', name: 'installer', isready: true }] } },
    }));
    expect(await reads.getIso('i')).toEqual({ id: 'i', name: 'installer', isready: true, format: 'ISO' });
  });

  it('a global setting by its exact name', async () => {
    const [reads] = await answering('listConfigurations kvm.snapshot.enabled');
    expect(await reads.getConfiguration('kvm.snapshot.enabled')).toBe('true');
    expect(await reads.getConfiguration('kvm.snapshot')).toBeUndefined();
  });
});

type Reads = Awaited<ReturnType<typeof readsFrom>>[0];

describe('what varies between servers', () => {
  it('numbers and booleans as text, text as numbers, and nulls', async () => {
    const [reads] = await readsFrom(() => ({
      json: {
        listvolumesresponse: {
          count: 1,
          volume: [
            {
              id: 'v',
              name: 1,
              state: 'Ready',
              type: 'ROOT',
              size: '42',
              deviceid: '0',
              deleteprotection: 'false',
              path: null,
            },
          ],
        },
      },
    }));
    expect(await reads.getVolume('v')).toEqual({
      id: 'v',
      name: '1',
      state: 'Ready',
      type: 'ROOT',
      size: 42,
      deviceid: 0,
      deleteprotection: false,
    });
  });

  it('a row that cannot be read fails the read instead of being left out', async () => {
    const [reads] = await readsFrom(() => ({ json: { listvolumesresponse: { count: 1, volume: [{ id: 'v' }] } } }));
    await expect(reads.getVolume('v')).rejects.toMatchObject({ errorClass: 'unavailable', code: 'BAD_ANSWER' });
  });
});

describe('objects that are not there', () => {
  it.each(['list* with unknown uuid', 'listVolumes of deleted', '(as user) other account vm'])('%s', async (title) => {
    const [reads] = await answering(title);
    expect(await reads.getVirtualMachine('x')).toBeUndefined();
    expect(await reads.getVolume('x')).toBeUndefined();
  });

  it('have no volumes or snapshots', async () => {
    const [reads] = await readsFrom(({ command }) => unknownId(command));
    expect(await reads.listVolumesOfVirtualMachine('x')).toEqual([]);
    expect(await reads.listSnapshotsOfVolume('x')).toEqual([]);
    expect(await reads.listVmSnapshots('x')).toEqual([]);
  });

  it('are not guessed from any other refusal', async () => {
    const [reads] = await readsFrom(({ command }) => refusal(command, 431, 'Unable to parse something else', 4350));
    await expect(reads.getVolume('x')).rejects.toBeInstanceOf(CloudStackError);
    await expect(reads.listVolumesOfVirtualMachine('x')).rejects.toMatchObject({ errorClass: 'refused' });
  });

  it('no volumes of a VM counts only when projects were asked, too', async () => {
    const volume = { id: 'v', name: 'n', state: 'Ready', type: 'ROOT' };
    const [reads] = await readsFrom(({ params }) => ({
      json: { listvolumesresponse: params['projectid'] === '-1' ? { count: 1, volume: [volume] } : {} },
    }));
    expect(await reads.listVolumesOfVirtualMachine('vm')).toEqual([volume]);
  });
});

describe('lists', () => {
  const rows = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => ({ id: `id-${from + i}`, name: `n${from + i}` }));

  it('are read to their last page', async () => {
    const [reads, server] = await readsFrom(({ params }) => {
      const from = (Number(params['page']) - 1) * 500;
      return { json: { listzonesresponse: { count: 1_203, zone: rows(from, Math.min(from + 500, 1_203)) } } };
    });
    expect(new Set((await reads.listZones()).map((zone) => zone.id)).size).toBe(1_203);
    expect(server.calls.map((call) => call.params['page'])).toEqual(['1', '2', '3']);
  });

  it('end at a page without an array, and count a row that two pages show once', async () => {
    const [reads] = await readsFrom(({ params }) => {
      const page = Number(params['page']);
      if (page === 3) return { json: recorded('listVolumes page=99 pagesize=2 (past the end)').body };
      return {
        json: { listzonesresponse: { count: 5_000, zone: rows(page === 1 ? 0 : 499, page === 1 ? 500 : 999) } },
      };
    });
    expect(await reads.listZones()).toHaveLength(999);
  });

  it('shrink their pages where an administrator has lowered the largest', async () => {
    const [reads, server] = await readsFrom(({ params, command }) => {
      const size = Number(params['pagesize']);
      if (size > 20) return refusal(command, 431, "Page size can't exceed max allowed page size value: 20", 4350);
      const from = (Number(params['page']) - 1) * size;
      return { json: { listzonesresponse: { count: 30, zone: rows(from, Math.min(from + size, 30)) } } };
    });
    expect(await reads.listZones()).toHaveLength(30);
    expect(server.calls.map((call) => call.params['pagesize'])).toEqual(['500', '20', '20']);
  });

  it('by name are exact', async () => {
    const vm = (name: string) => ({ id: name, name, state: 'Stopped' });
    const [reads] = await readsFrom(() => ({
      json: { listvirtualmachinesresponse: { count: 2, virtualmachine: [vm('web'), vm('web-2')] } },
    }));
    expect((await reads.findVirtualMachinesByName('web')).map((found) => found.id)).toEqual(['web']);
  });
});

describe('reads of a root admin', () => {
  it('are undefined for a key that lacks them', async () => {
    const { http, body } = recorded('(as user) admin-only api');
    const [reads] = await readsFrom(() => ({ status: http, json: body }));
    expect(await reads.listStoragePools()).toBeUndefined();
    expect(await reads.getConfiguration('kvm.snapshot.enabled')).toBeUndefined();
  });

  it('are undefined where a checker says so with 401', async () => {
    const text = "The given command 'listStoragePools' either does not exist, is not available for user.";
    const [reads] = await readsFrom(({ command }) => refusal(command, 401, text));
    expect(await reads.listStoragePools()).toBeUndefined();
  });

  it('fail for a key that is refused altogether, and when CloudStack is unavailable', async () => {
    const [refused] = await readsFrom(({ command }) => refusal(command, 401, 'unable to verify user credentials'));
    await expect(refused.listStoragePools()).rejects.toMatchObject({ errorClass: 'denied' });
    const [down] = await readsFrom(() => ({ status: 502, text: 'Bad Gateway' }));
    await expect(down.listStoragePools()).rejects.toMatchObject({ errorClass: 'unavailable' });
  });

  it('do not turn a denied ordinary read into "nothing there"', async () => {
    const [reads] = await readsFrom(({ command }) => refusal(command, 432, 'not available for the account'));
    await expect(reads.listVolumesOfVirtualMachine('vm')).rejects.toMatchObject({ errorClass: 'denied' });
  });
});
