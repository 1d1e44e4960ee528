import { afterEach, describe, expect, it } from 'vitest';
import { MAPPING, TestApi, VM, VM_ID } from '../../test/support/api/api.js';
import { ISOLATED } from '../../test/support/api/fake-cloudstack.js';

let api: TestApi;
afterEach(() => api.close());

interface Answer {
  is_valid: boolean;
  validation_result: {
    is_ready: boolean;
    estimated_duration: string;
    checks: { check_name: string; status: string }[];
  };
  required_actions: string[];
}

const PATHS = [`/failover/${VM_ID}/readiness`, `/vms/${VM_ID}/failover-readiness`, `/vms/${VM_ID}/configuration-check`];

describe('readiness', () => {
  it.each(PATHS)('%s answers the mission’s Validation Response with its five checks first', async (path) => {
    api = await TestApi.ready();
    const answer = (await api.get(path, 'viewer').expect(200)).body as Answer;
    expect(answer).toMatchObject({
      message: 'VM failover readiness validation completed',
      is_valid: true,
      validation_result: { vm_id: VM_ID, is_ready: true, estimated_duration: 'unknown: no history yet', errors: [] },
    });
    expect(answer.validation_result.checks.slice(0, 5).map((check) => check.check_name)).toEqual([
      'VM Existence',
      'Active Jobs',
      'Sync Status',
      'Network Mappings',
      'Volume State',
    ]);
    await api.get(path.replace(VM_ID, 'nobody')).expect(404);
  });

  it('is valid exactly when a start without overrides is accepted', async () => {
    api = await TestApi.ready();
    const valid = async () => ((await api.get(PATHS[0] ?? '').expect(200)).body as Answer).is_valid;
    await api.delete(`/network-mappings/${VM_ID}`).expect(200);
    expect(await valid()).toBe(false);
    await api.start().expect(422);
    await api.put(`/network-mappings/${VM_ID}`, { mappings: [MAPPING] }).expect(200);
    expect(await valid()).toBe(true);
    await api.start().expect(202);
    expect(await valid()).toBe(false);
  });

  it('answers 200 with unknown checks while CloudStack is away', async () => {
    api = await TestApi.ready();
    api.cloudstack.trouble = 'unavailable';
    const answer = (await api.get(PATHS[0] ?? '').expect(200)).body as Answer;
    expect(answer.is_valid).toBe(false);
    expect(answer.validation_result.checks.find((check) => check.check_name === 'Volume State')?.status).toBe(
      'unknown',
    );
    expect(answer.validation_result.estimated_duration).toBe('Cannot estimate - validation failed');
    expect(answer.required_actions.length).toBeGreaterThan(0);
  });

  it('answers 200 without a configuration, saying so', async () => {
    api = await TestApi.open();
    await api.put(`/vms/${VM_ID}`, VM).expect(200);
    const answer = (await api.get(PATHS[0] ?? '').expect(200)).body as Answer;
    expect(answer.is_valid).toBe(false);
    expect(answer.required_actions.join()).toContain('activate');
  });

  it.each(PATHS)('%s judges a test by its own mappings and strategy, beside the live one', async (path) => {
    api = await TestApi.ready();
    const asked = async (): Promise<Answer> => (await api.get(`${path}?type=test`).expect(200)).body as Answer;
    expect((await asked()).required_actions).toContain('Map VM Network.');
    const test = { ...MAPPING, destination_network_id: ISOLATED.id, is_test_network: true };
    await api.post('/network-mappings', { vm_id: VM_ID, ...test }).expect(201);
    const { is_valid, validation_result } = await asked();
    expect(is_valid).toBe(true);
    expect(validation_result.checks.find((check) => check.check_name === 'Protection')).toMatchObject({
      status: 'pass',
      details: { strategy: 'volume-snapshot' },
    });
    await api.get(`${path}?type=drill`).expect(400);
    await api.get(`${path}?type=live`).expect(200);
    const { vms } = (await api.get('/vms')).body as { vms: { last_readiness: object }[] };
    expect(vms[0]?.last_readiness).toMatchObject({ live: { is_ready: true }, test: { is_ready: true } });
  });
});
