import { afterEach, describe, expect, it } from 'vitest';
import { CONFIG, MAPPING, TestApi, VM, VM_ID } from '../../test/support/api/api.js';

let api: TestApi;
afterEach(() => api.close());

interface Entry {
  actor: string;
  action: string;
  vm_id: string | null;
  job_id: string | null;
  request_id: string;
  reason: string | null;
  result: string;
  details: Record<string, unknown> | null;
}

const entries = async (query = ''): Promise<Entry[]> =>
  ((await api.get(`/audit${query}`).expect(200)).body as { entries: Entry[] }).entries;

describe('the audit log', () => {
  it('has who did what to which VM and job, why, and the answer', async () => {
    api = await TestApi.ready();
    const body = { reason: 'site down', custom_config: { skip_snapshot: true } };
    const answer = await api.start(body).set('X-Request-Id', 'portal-42').expect(202);
    const { job_id } = answer.body as { job_id: string };
    const [newest] = await entries();
    expect(newest).toMatchObject({
      actor: 'operator',
      action: 'startLiveFailover',
      vm_id: VM_ID,
      job_id,
      request_id: 'portal-42',
      reason: 'site down',
      result: '202',
      details: { custom_config: { skip_snapshot: true } },
    });
    expect(await entries(`?job_id=${job_id}`)).toHaveLength(1);
    expect((await entries('?actor=operator')).map(({ action }) => action)).toEqual(['startLiveFailover']);
  });

  it('has what was refused, and by which code', async () => {
    api = await TestApi.ready();
    await api.start().expect(202);
    await api.start().expect(409);
    await api.start({}, undefined, 'viewer').expect(403);
    await api.post('/failover/nobody/cancel', { reason: 'why not' }).expect(404);
    await api.post('/failover/live', { vm_id: '..' }).expect(400);
    const seen = (await entries())
      .slice(0, 4)
      .map(({ actor, result, job_id, reason }) => [actor, result, job_id, reason]);
    expect(seen).toEqual([
      ['admin', 'VALIDATION_FAILED', null, null],
      ['admin', 'JOB_NOT_FOUND', 'nobody', 'why not'],
      ['viewer', 'FORBIDDEN', null, null],
      ['operator', 'ACTIVE_JOBS', null, null],
    ]);
  });

  it('has every change, nothing that only looks, and no key', async () => {
    api = await TestApi.ready();
    await api.put(`/network-mappings/${VM_ID}`, { mappings: [MAPPING] }).expect(200);
    await api.post('/ossea-configs/primary-ossea/test').expect(200);
    await api.get('/vms').expect(200);
    await api.delete(`/network-mappings/${VM_ID}`).expect(200);
    await api.delete(`/vms/${VM_ID}`).expect(200);
    await api.delete('/ossea-configs/primary-ossea').expect(200);
    const all = await entries('?limit=500');
    expect(all.map(({ action }) => action).reverse()).toEqual([
      'putOsseaConfig',
      'putVm',
      'createNetworkMapping',
      'replaceNetworkMappings',
      'deleteNetworkMappings',
      'deleteVm',
      'deleteOsseaConfig',
    ]);
    expect(all.at(-1)?.details).toMatchObject({ name: 'primary-ossea', api_url: CONFIG.api_url });
    const text = JSON.stringify(all);
    for (const secret of [CONFIG.api_key, CONFIG.secret_key, ...Object.values(api.tokens)])
      expect(text).not.toContain(secret);
  });

  it('does not undo an answer when it cannot be written', async () => {
    api = await TestApi.open();
    const { uow } = api.db;
    const run = uow.run.bind(uow);
    Object.assign(uow, {
      run: (work: Parameters<typeof run>[0]) =>
        run((repos) => work({ ...repos, audit: { append: () => Promise.reject(new Error('full')) } as never })),
    });
    await api.put(`/vms/${VM_ID}`, VM).expect(200);
    expect(await entries()).toEqual([]);
  });
});
