import request from 'supertest';
import { afterEach, describe, expect, it } from 'vitest';
import { CONFIG, MAPPING, TestApi, VM, VM_ID, VOLUME } from '../../test/support/api/api.js';

let api: TestApi;
afterEach(() => api.close());

describe('GET /debug/health', () => {
  it('gives words to everybody and figures to those with a token', async () => {
    api = await TestApi.ready();
    const open = (await request(api.app).get('/api/v1/debug/health').expect(200)).body as object;
    expect(open).toMatchObject({
      status: 'healthy',
      components: { api_server: 'up', database: 'up', temporal: 'up', failover_engines: 'up', ossea_client: 'up' },
    });
    expect(open).not.toHaveProperty('metrics');
    const { metrics } = (await api.get('/debug/health', 'viewer')).body as { metrics: object };
    expect(metrics).toMatchObject({ version: 'test', workers: 1, active_failover_jobs: 0, total_vms_discovered: 1 });
  });

  it('counts what there is', async () => {
    const clock = { now: Date.parse('2026-01-01T00:00:00Z') };
    api = await TestApi.open({ now: () => new Date(clock.now) });
    const metrics = async (): Promise<object> => {
      clock.now += 60_000;
      return ((await api.get('/debug/health', 'viewer').expect(200)).body as { metrics: object }).metrics;
    };
    const none = { active_failover_jobs: 0, total_vms_discovered: 0, ossea_volumes: 0, network_mappings: 0 };
    expect(await metrics()).toEqual({ ...none, version: 'test', workers: 1 });
    api.cloudstack.attach(VOLUME, 1);
    await api.put('/ossea-configs/primary-ossea', CONFIG).expect(200);
    await api.put(`/vms/${VM_ID}`, VM).expect(200);
    expect(await metrics()).toMatchObject({ ...none, total_vms_discovered: 1, ossea_volumes: 1 });
    await api.post('/network-mappings', { vm_id: VM_ID, ...MAPPING }).expect(201);
    await api.start().expect(202);
    api.temporal.worker_count = 3;
    expect(await metrics()).toMatchObject({ active_failover_jobs: 1, network_mappings: 1, workers: 3 });
  });

  it('says which part is away', async () => {
    const clock = { now: Date.parse('2026-01-01T00:00:00Z') };
    api = await TestApi.ready({ now: () => new Date(clock.now) });
    const health = async () => {
      clock.now += 60_000;
      return (await api.get('/debug/health').expect(200)).body as object;
    };
    api.temporal.worker_count = 0;
    expect(await health()).toMatchObject({ status: 'degraded', components: { failover_engines: 'no_worker' } });
    api.temporal.fault = 'away';
    api.cloudstack.trouble = 'unavailable';
    expect(await health()).toMatchObject({
      status: 'unhealthy',
      components: { temporal: 'down', failover_engines: 'down', ossea_client: 'down', database: 'up' },
      metrics: { workers: null },
    });
  });

  it('asks the others once for many requests', async () => {
    api = await TestApi.ready();
    const asked = api.cloudstack.reads_made;
    await Promise.all(Array.from({ length: 10 }, () => request(api.app).get('/api/v1/debug/health')));
    expect(api.cloudstack.reads_made).toBe(asked + 1);
  });
});

describe('what there is', () => {
  it('lists every endpoint with its role', async () => {
    api = await TestApi.open();
    const { endpoints } = (await api.get('/debug/endpoints', 'viewer').expect(200)).body as { endpoints: object[] };
    expect(endpoints).toContainEqual({
      method: 'POST',
      path: '/api/v1/failover/live',
      operation_id: 'startLiveFailover',
      summary: 'Starts a live failover',
      role: 'operator',
    });
    const document = (await request(api.app).get('/api/v1/openapi.json').expect(200)).body as { paths: object };
    const operations = Object.values(document.paths).flatMap((item) => Object.keys(item as object));
    expect(endpoints).toHaveLength(operations.length);
  });
});
