import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAPPING, TestApi, VM, VM_ID } from '../../test/support/api/api.js';
import { ISOLATED, PRODUCTION } from '../../test/support/api/fake-cloudstack.js';

let api: TestApi;
beforeEach(async () => {
  api = await TestApi.ready();
});
afterEach(() => api.close());

const code = (response: { body: unknown }): string => (response.body as { error_code: string }).error_code;
const create = (change: object) => api.post('/network-mappings', { vm_id: VM_ID, ...MAPPING, ...change }, 'operator');
const test = { is_test_network: true, destination_network_id: ISOLATED.id };

describe('network mappings', () => {
  it('stores the mission’s mapping under id and name of the network', async () => {
    const response = await create(test).expect(201);
    expect(response.body).toMatchObject({
      success: true,
      mapping: {
        vm_id: VM_ID,
        source_network_name: 'VM Network',
        destination_network_id: ISOLATED.id,
        destination_network_name: 'isolated',
        is_test_network: true,
      },
    });
  });

  it('takes a network by its name, in either field', async () => {
    for (const given of [
      { destination_network_id: 'isolated' },
      { destination_network_id: undefined, destination_network_name: 'isolated' },
    ]) {
      const source_network_name = JSON.stringify(given);
      const { mapping } = (await create({ source_network_name, ...given }).expect(201)).body as { mapping: object };
      expect(mapping).toMatchObject({ destination_network_id: ISOLATED.id, destination_network_name: 'isolated' });
    }
  });

  it('is unique over VM, source network and kind', async () => {
    expect(code(await create({}).expect(409))).toBe('INVALID_STATE');
    await create(test).expect(201);
    expect(code(await create(test).expect(409))).toBe('INVALID_STATE');
  });

  const wrong: [string, number, string, object][] = [
    ['an unknown VM', 404, 'VM_NOT_FOUND', { vm_id: 'nobody' }],
    ['an unknown network', 422, 'NETWORK_MAPPING_MISSING', { destination_network_id: 'nowhere' }],
    ['no destination', 400, 'VALIDATION_FAILED', { destination_network_id: undefined }],
    ['a contradictory name', 400, 'VALIDATION_FAILED', { ...test, destination_network_name: 'production' }],
    ['an unknown field', 400, 'VALIDATION_FAILED', { vlan: 7 }],
    ['a test on a production network', 409, 'INVALID_STATE', { ...test, destination_network_id: PRODUCTION.id }],
  ];
  it.each(wrong)('refuses %s with %i %s', async (_what, status, expected, change) => {
    const response = await create(change);
    expect([response.status, code(response)]).toEqual([status, expected]);
    expect((await api.get(`/network-mappings/${VM_ID}`)).body).toMatchObject({ total_mappings: 1 });
  });

  it('refuses a network that CloudStack does not have', async () => {
    const gone = [{ ...MAPPING, destination_network_id: 'gone' }];
    const response = await api.put(`/network-mappings/${VM_ID}`, { mappings: gone }).expect(422);
    expect(code(response)).toBe('NETWORK_MAPPING_MISSING');
  });

  it('refuses a name that two networks bear', async () => {
    api.cloudstack.networks.push({ ...ISOLATED, id: 'b0000000-0000-4000-8000-000000000003' });
    expect(code(await create({ ...test, destination_network_id: 'isolated' }).expect(422))).toBe(
      'NETWORK_MAPPING_MISSING',
    );
    await create(test).expect(201);
  });

  it('refuses a test on what is production for another VM of the configuration', async () => {
    await api.put('/vms/other', { ...VM, disks: [], replication: null }).expect(200);
    const isolated = { source_network_name: 'LAN', destination_network_id: ISOLATED.id };
    await api.post('/network-mappings', { vm_id: 'other', ...isolated }).expect(201);
    expect(code(await create(test).expect(409))).toBe('INVALID_STATE');
  });

  it('answers 502 while CloudStack is away and 503 without a configuration', async () => {
    api.cloudstack.trouble = 'unavailable';
    expect(code(await create(test).expect(502))).toBe('OSSEA_API_ERROR');
    expect(code(await api.put(`/network-mappings/${VM_ID}`, { mappings: [MAPPING] }).expect(502))).toBe(
      'OSSEA_API_ERROR',
    );
    const bare = await TestApi.open();
    await bare.put(`/vms/${VM_ID}`, VM).expect(200);
    const response = await bare.post('/network-mappings', { vm_id: VM_ID, ...MAPPING }).expect(503);
    expect(code(response)).toBe('OSSEA_NOT_CONFIGURED');
    await bare.close();
  });

  it('replaces the whole set or nothing', async () => {
    const swapped = [
      { source_network_name: 'VM Network', destination_network_id: ISOLATED.id },
      { source_network_name: 'VM Network', destination_network_id: PRODUCTION.id, is_test_network: true },
    ];
    // The old production destination is free for tests once the set no longer has it.
    const response = await api.put(`/network-mappings/${VM_ID}`, { mappings: swapped }).expect(200);
    expect(response.body).toMatchObject({ vm_id: VM_ID, total_mappings: 2, mappings: swapped });

    const clashing = swapped.map((mapping) => ({ ...mapping, destination_network_id: PRODUCTION.id }));
    await api.put(`/network-mappings/${VM_ID}`, { mappings: clashing }).expect(409);
    await api.put(`/network-mappings/${VM_ID}`, { mappings: [...swapped, ...swapped] }).expect(400);
    expect((await api.get(`/network-mappings/${VM_ID}`)).body).toMatchObject({ mappings: swapped });
    await api.put('/network-mappings/nobody', { mappings: [] }).expect(404);
  });

  it('lists all, by VM and by kind', async () => {
    await create(test).expect(201);
    expect((await api.get('/network-mappings', 'viewer')).body).toMatchObject({
      total_mappings: 2,
      returned_mappings: 2,
    });
    const tests = (await api.get(`/network-mappings?vm_id=${VM_ID}&is_test_network=true`)).body as object;
    expect(tests).toMatchObject({ total_mappings: 1, mappings: [{ is_test_network: true }] });
    expect((await api.get('/network-mappings?limit=1&offset=1')).body).toMatchObject({
      total_mappings: 2,
      returned_mappings: 1,
    });
  });

  it('deletes the mappings of one VM', async () => {
    expect((await api.delete(`/network-mappings/${VM_ID}`).expect(200)).body).toMatchObject({ deleted_mappings: 1 });
    expect((await api.get(`/network-mappings/${VM_ID}`)).body).toMatchObject({ mappings: [], total_mappings: 0 });
    await api.delete('/network-mappings/nobody').expect(404);
  });
});

describe('GET /networks/available', () => {
  it('lists what may be deployed on, of the active or the named configuration', async () => {
    api.cloudstack.networks.push({ ...ISOLATED, id: 'x', name: 'reserved', canusefordeploy: false });
    const response = await api.get('/networks/available', 'viewer').expect(200);
    const { networks } = response.body as { networks: { name: string }[] };
    expect(networks.map((network) => network.name)).toEqual(['production', 'isolated']);
    expect((await api.get('/networks/available?config=primary-ossea').expect(200)).body).toMatchObject({
      total_networks: 2,
    });
    expect(code(await api.get('/networks/available?config=none').expect(404))).toBe('NOT_FOUND');
  });
});
