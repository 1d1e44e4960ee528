import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TestClient } from '../testing/client.js';
import { ids, testEstate, uuid } from '../testing/estate.js';

let client: TestClient;
beforeEach(async () => {
  client = await TestClient.start();
});
afterEach(() => client.simulator.close());

interface Content {
  sha256: string;
  size_gb: number;
  writes: number;
  blocks: Record<string, string>;
}
const content = async (id: string) => (await client.control('GET', `/volumes/${id}/content`)) as Content;

async function startOnReplica(): Promise<string> {
  const { virtualmachine } = await client.done('deployVirtualMachine', {
    zoneid: ids.zone,
    serviceofferingid: ids.fixed,
    templateid: ids.template,
    networkids: ids.l2,
    name: 'dst',
    startvm: false,
  });
  const { id } = virtualmachine as { id: string };
  const [root] = await client.list('listVolumes', { virtualmachineid: id });
  await client.done('detachVolume', { id: root?.['id'] as string });
  await client.done('detachVolume', { id: ids.replica });
  await client.done('attachVolume', { id: ids.replica, virtualmachineid: id, deviceid: 0 });
  await client.done('startVirtualMachine', { id });
  return id;
}

describe('content', () => {
  test('is of its seed, the appliance leaves it alone, and a running guest alters it until the stop has ended', async () => {
    const before = await content(ids.replica);
    expect(before).toMatchObject({ size_gb: 2, writes: 0 });
    expect((await content(ids.replica2)).sha256).not.toBe(before.sha256);
    const vm = await startOnReplica();
    const booted = await content(ids.replica);
    expect(booted.sha256).not.toBe(before.sha256);
    await expect.poll(async () => (await content(ids.replica)).writes).toBeGreaterThan(booted.writes + 2);
    await client.done('stopVirtualMachine', { id: vm });
    const stopped = await content(ids.replica);
    await client.done('attachVolume', { id: ids.spare, virtualmachineid: vm });
    expect(await content(ids.replica)).toEqual(stopped);
  });

  test('comes back byte for byte by a revert', async () => {
    const before = await content(ids.replica);
    const { snapshot } = (await client.done('createSnapshot', { volumeid: ids.replica })) as {
      snapshot: { id: string };
    };
    const vm = await startOnReplica();
    await client.done('stopVirtualMachine', { id: vm });
    expect((await content(ids.replica)).sha256).not.toBe(before.sha256);
    await client.done('revertSnapshot', { id: snapshot.id });
    expect((await content(ids.replica)).sha256).toBe(before.sha256);
  });
});

test('PUT /estate replaces everything, logs and faults included', async () => {
  await startOnReplica();
  await client.control('POST', '/faults', { command: '*', kind: 'refuse' });
  await client.control('PUT', '/estate', testEstate());
  for (const path of ['/effects', '/requests', '/faults']) expect(await client.control('GET', path)).toEqual([]);
  const state = (await client.control('GET', '/state')) as { vms: { name: string }[]; jobs: []; violations: [] };
  expect(state.vms.map((vm) => vm.name)).toEqual(['appliance']);
  expect([state.jobs, state.violations]).toEqual([[], []]);
});

test('what is wrong with an estate is said', async () => {
  const estate = testEstate();
  const [first] = estate.volumes ?? [];
  for (const [wrong, text] of [
    [{ ...estate, volumes: [{ ...first, pool: 'none' }] }, 'no pool none'],
    [{ ...estate, volumes: [{ ...first, virtualmachineid: uuid('00', 1) }] }, 'no row'],
    [{ ...estate, vmz: [] }, 'vmz'],
  ] as const)
    await expect(client.control('PUT', '/estate', wrong)).rejects.toThrow(text);
});

test('unknown routes and objects are 404, bad bodies 400', async () => {
  const status = async (method: string, path: string, body?: string) =>
    (await fetch(`${client.simulator.controlUrl}${path}`, { method, ...(body ? { body } : {}) })).status;
  expect(await status('GET', '/nothing')).toBe(404);
  expect(await status('GET', `/volumes/${uuid('00', 1)}/content`)).toBe(404);
  expect(await status('POST', '/faults', '{"command":"x","kind":"nonsense"}')).toBe(400);
  expect(await status('POST', '/clock', 'not json')).toBe(400);
});

test('out-of-band power: domain and database change without a job', async () => {
  await client.control('POST', `/vms/${ids.appliance}/power`, { state: 'Stopped' });
  expect((await client.list('listVirtualMachines', { id: ids.appliance }))[0]).toMatchObject({ state: 'Stopped' });
  await client.control('POST', `/vms/${ids.appliance}/power`, { state: 'Running' });
  const { vms } = (await client.control('GET', '/state')) as { vms: { state: string; domain: object }[] };
  expect(vms[0]).toMatchObject({ state: 'Running', domain: { running: true, boots: 2, disks: [{}, {}, {}] } });
  expect(await client.control('GET', '/effects')).toEqual([]);
});

test('the state shows boot configuration and NICs, and no secret', async () => {
  await client.done('deployVirtualMachine', {
    zoneid: ids.zone,
    serviceofferingid: ids.fixed,
    templateid: ids.template,
    networkids: `${ids.l2},${ids.network}`,
    name: 'dst',
    startvm: false,
    boottype: 'UEFI',
    bootmode: 'SECURE',
  });
  const state = (await client.control('GET', '/state')) as { vms: object[] };
  expect(state.vms[1]).toMatchObject({
    boottype: 'UEFI',
    bootmode: 'SECURE',
    nics: [
      { networkid: ids.l2, isdefault: true, ipaddress: null },
      { networkid: ids.network, isdefault: false, ipaddress: expect.stringMatching(/^10\./) as string },
    ],
    domain: { running: false },
  });
  expect(JSON.stringify(state)).not.toContain('admin-secret');
});
