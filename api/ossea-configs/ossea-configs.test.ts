import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SecretsKeyError } from '../../db/index.js';
import { CONFIG, TestApi, VM, VM_ID } from '../../test/support/api/api.js';
import { aConfig } from '../../test/support/inventory.js';
import { livePlan } from '../../test/support/plans.js';

let api: TestApi;
beforeEach(async () => {
  api = await TestApi.open();
});
afterEach(() => api.close());

const code = (response: { body: unknown }): string => (response.body as { error_code: string }).error_code;

describe('OSSEA configurations', () => {
  it('shows what was put and never a key', async () => {
    const answers = [
      await api.put('/ossea-configs/primary-ossea', CONFIG).expect(200),
      await api.get('/ossea-configs/primary-ossea', 'viewer').expect(200),
      await api.get('/ossea-configs', 'viewer').expect(200),
      await api.post('/ossea-configs/primary-ossea/activate').expect(200),
    ];
    for (const { body } of answers) expect(JSON.stringify(body)).not.toMatch(/the-api-key|the-secret-key/);
    const { api_key: _, secret_key: __, ...rest } = CONFIG;
    expect(answers[1]?.body).toMatchObject({
      config: { name: 'primary-ossea', ...rest, api_key: '****abcd', secret_key: '********', is_active: true },
    });
  });

  it('keeps the stored keys when none are given and takes new ones', async () => {
    const { api_key: _, secret_key: __, ...keyless } = CONFIG;
    await api.put('/ossea-configs/a', CONFIG).expect(200);
    await api.put('/ossea-configs/a', { ...keyless, zone: 'zone2' }).expect(200);
    const stored = () => api.db.uow.read((repos) => repos.configs.credentials('a'));
    expect(await stored()).toEqual({ api_key: 'the-api-key-abcd', secret_key: 'the-secret-key' });
    await api.put('/ossea-configs/a', { ...CONFIG, api_key: 'k2', secret_key: 's2' }).expect(200);
    expect(await stored()).toEqual({ api_key: 'k2', secret_key: 's2' });
  });

  const wrong: [string, object][] = [
    ['an address that is not http', { api_url: 'ftp://x.example/client/api' }],
    ['an address with a password', { api_url: 'https://u:p@x.example/client/api' }],
    ['an address that is none', { api_url: 'ossea' }],
    ['an address of a cloud’s metadata', { api_url: 'http://169.254.169.254/client/api' }],
    ['the same, in disguise', { api_url: 'http://0xa9fea9fe/client/api' }],
    ['a link-local address', { api_url: 'http://[fe80::1]/client/api' }],
    ['one key of two', { secret_key: undefined }],
    ['no keys at all for a new one', { api_key: undefined, secret_key: undefined }],
    ['another name than the path', { name: 'other' }],
    ['an unknown field', { is_active: true }],
    ['an unknown kind of storage', { storage_kind: 'floppy' }],
  ];
  it.each(wrong)('refuses %s', async (_what, change) => {
    expect(code(await api.put('/ossea-configs/a', { ...CONFIG, ...change }).expect(400))).toBe('VALIDATION_FAILED');
    expect(code(await api.get('/ossea-configs/a').expect(404))).toBe('NOT_FOUND');
  });

  it('has exactly one active configuration', async () => {
    await api.put('/ossea-configs/a', CONFIG).expect(200);
    await api.put('/ossea-configs/b', CONFIG).expect(200);
    await api.post('/ossea-configs/b/activate').expect(200);
    const { configs } = (await api.get('/ossea-configs')).body as { configs: { name: string; is_active: boolean }[] };
    expect(configs.filter((config) => config.is_active).map((config) => config.name)).toEqual(['b']);
    await api.post('/ossea-configs/c/activate').expect(404);
  });

  it('makes no configuration active that has no keys to sign with', async () => {
    await api.put('/ossea-configs/a', CONFIG).expect(200);
    // As the original may have left it.
    const { api_key: _, secret_key: __, ...keyless } = CONFIG;
    await api.db.uow.run((repos) => repos.configs.put(aConfig('b')));
    const refused = await api.post('/ossea-configs/b/activate').expect(409);
    expect(refused.body).toMatchObject({
      error_code: 'INVALID_STATE',
      message: 'Configuration b has no API keys: nothing could be failed over with it',
      required_actions: ['Put b with its api_key and secret_key, then activate it.'],
    });
    // Nor by a put, which would make the first one active.
    await api.delete('/ossea-configs/a').expect(200);
    await api.put('/ossea-configs/b', keyless).expect(400);
    expect(await api.db.uow.read((repos) => repos.configs.active())).toBeNull();
    await api.put('/ossea-configs/b', CONFIG).expect(200);
    await api.post('/ossea-configs/b/activate').expect(200);
  });

  it('makes no configuration active whose keys cannot be read', async () => {
    await api.put('/ossea-configs/a', CONFIG).expect(200);
    await api.put('/ossea-configs/b', CONFIG).expect(200);
    const run = api.db.uow.run.bind(api.db.uow);
    vi.spyOn(api.db.uow, 'run').mockImplementation((work) =>
      run((repos) => {
        repos.configs.credentials = () => Promise.reject(new SecretsKeyError('another key'));
        return work(repos);
      }),
    );
    expect(code(await api.post('/ossea-configs/b/activate').expect(503))).toBe('OSSEA_NOT_CONFIGURED');
    vi.restoreAllMocks();
    expect(await api.db.uow.read((repos) => repos.configs.active())).toMatchObject({ name: 'a' });
  });

  it('tests a configuration and names what is missing', async () => {
    await api.put('/ossea-configs/a', CONFIG).expect(200);
    expect((await api.post('/ossea-configs/a/test').expect(200)).body).toMatchObject({
      is_valid: true,
      cloudstack_version: '4.22.0.0',
      missing_commands: [],
      missing_optional_commands: [],
      problems: [],
    });
    const { apis } = api.cloudstack;
    api.cloudstack.apis = apis.filter((name) => !['expungeVirtualMachine', 'createVMSnapshot'].includes(name));
    expect((await api.post('/ossea-configs/a/test').expect(200)).body).toMatchObject({
      is_valid: true,
      missing_commands: [],
      missing_optional_commands: [
        { commands: ['expungeVirtualMachine'], lost: 'a VM that a run removes stays Destroyed' },
        { commands: ['createVMSnapshot'], lost: 'no test is protected by a VM snapshot' },
      ],
    });
    api.cloudstack.apis = api.cloudstack.apis.filter((name) => name !== 'createSnapshot');
    await api.put('/ossea-configs/a', { ...CONFIG, zone: 'elsewhere' }).expect(200);
    expect((await api.post('/ossea-configs/a/test').expect(200)).body).toMatchObject({
      is_valid: false,
      missing_commands: ['createSnapshot'],
      problems: ['The key sees no zone elsewhere'],
    });
    for (const trouble of ['unavailable', 'denied'] as const) {
      api.cloudstack.trouble = trouble;
      expect(code(await api.post('/ossea-configs/a/test').expect(502))).toBe('OSSEA_API_ERROR');
    }
    await api.post('/ossea-configs/none/test').expect(404);
  });

  it('deletes what nothing uses, and only that', async () => {
    await api.put('/ossea-configs/a', CONFIG).expect(200);
    await api.put('/ossea-configs/b', CONFIG).expect(200);
    await api.put(`/vms/${VM_ID}`, { ...VM, ossea_config: 'b' }).expect(200);
    expect(code(await api.delete('/ossea-configs/b').expect(409))).toBe('INVALID_STATE');
    await api.put(`/vms/${VM_ID}`, VM).expect(200);
    await api.delete('/ossea-configs/b').expect(200);
    // A VM that names none relies on the active one.
    await api.delete('/ossea-configs/a').expect(409);
    await api.delete(`/vms/${VM_ID}`).expect(200);
    await api.delete('/ossea-configs/a').expect(200);
    await api.delete('/ossea-configs/a').expect(404);
  });

  it('deletes no configuration while a run may rely on it', async () => {
    const busy = await TestApi.ready();
    await busy.put('/ossea-configs/b', CONFIG).expect(200);
    const { job_id } = (await busy.start().expect(202)).body as { job_id: string };
    await busy.put(`/vms/${VM_ID}`, { ...VM, ossea_config: 'b' }).expect(200);
    expect(code(await busy.delete('/ossea-configs/primary-ossea').expect(409))).toBe('INVALID_STATE');
    await busy.closeJob(job_id, { failover_state: 'ready', held_by: null });
    await busy.delete('/ossea-configs/primary-ossea').expect(200);
    await busy.close();
  });

  it('deletes no configuration that a failover in force needs to be rolled back, whatever its VM names by now', async () => {
    const failedOver = await TestApi.ready();
    await failedOver.put('/ossea-configs/b', CONFIG).expect(200);
    const { job_id } = (await failedOver.start().expect(202)).body as { job_id: string };
    const plan = { ...livePlan(job_id, VM_ID), config: 'primary-ossea' };
    await failedOver.closeJob(job_id, { failover_state: 'failed_over', held_by: job_id }, 'completed', plan);
    await failedOver.put(`/vms/${VM_ID}`, { ...VM, ossea_config: 'b' }).expect(200);
    expect(code(await failedOver.delete('/ossea-configs/primary-ossea').expect(409))).toBe('INVALID_STATE');
    await failedOver.close();
  });
});
