import { afterEach, describe, expect, it } from 'vitest';
import { MAPPING, TestApi, VM, VM_ID } from '../../test/support/api/api.js';
import { SecretsKeyError } from '../../db/index.js';
import { ISOLATED } from '../../test/support/api/fake-cloudstack.js';

let api: TestApi;
afterEach(() => api.close());

interface Answer {
  job_id: string;
  error_code: string;
  message: string;
  details: { job_id?: string; unsupported?: string[] };
}
const body = (response: { body: unknown }): Answer => response.body as Answer;

describe('POST /failover/live', () => {
  it('answers the mission’s Failover Response with 202 and where the status is', async () => {
    api = await TestApi.ready();
    const response = await api.start({ vm_name: 'PGWINTESTBIOS', reason: 'site down' }).expect(202);
    expect(response.body).toEqual({
      success: true,
      message: 'Live failover execution started successfully',
      job_id: expect.stringMatching(/^failover-\d{8}-\d{6}-[a-z2-7]{6}$/) as string,
      estimated_duration: 'unknown: no history yet',
      data: { job_type: 'live', status: 'executing', vm_id: VM_ID, vm_name: 'PGWINTESTBIOS' },
    });
    expect(response.headers['location']).toBe(`/api/v1/failover/${body(response).job_id}/status`);
  });

  it('shows the job as pending and the VM as held before any worker has said anything', async () => {
    api = await TestApi.ready();
    const { job_id } = body(await api.start({ network_mappings: { 'VM Network': 'isolated' } }).expect(202));
    const status = (await api.get(`/failover/${job_id}/status`, 'viewer').expect(200)).body as object;
    expect(status).toMatchObject({
      status: 'pending',
      progress: 0,
      current_step: null,
      outcome: null,
      job_details: {
        job_type: 'live',
        requested_by: 'operator',
        completed_at: null,
        custom_config: { network_mappings: { 'VM Network': 'isolated' } },
      },
    });
    const vm = (await api.get(`/vms/${VM_ID}`).expect(200)).body as { vm: object };
    expect(vm.vm).toMatchObject({ failover_state: 'failing_over', replication_allowed: false, held_by: job_id });
    const steps = (await api.get(`/failover/${job_id}/steps`).expect(200)).body as object;
    expect(steps).toMatchObject({ job_id, status: 'pending', steps: [] });
    const jobs = (await api.get('/failover/jobs?status=pending&type=live').expect(200)).body as object;
    expect(jobs).toMatchObject({ total_jobs: 1, returned_jobs: 1, jobs: [{ job_id, vm_id: VM_ID }] });
  });

  it('tells what the run waits for, and without Temporal everything else', async () => {
    api = await TestApi.ready();
    const { job_id } = body(await api.start().expect(202));
    const status = async (): Promise<unknown> => (await api.get(`/failover/${job_id}/status`).expect(200)).body;
    expect(await status()).toMatchObject({ status: 'pending', waiting_for: null });
    api.temporal.waiting = 'appliance';
    expect(await status()).toMatchObject({ status: 'pending', waiting_for: 'appliance' });
    api.temporal.fault = 'away';
    expect(await status()).toMatchObject({ status: 'pending', waiting_for: null });
  });

  it('gives the workflow the name of the configuration’s VM and no key', async () => {
    api = await TestApi.ready();
    await api.start().expect(202);
    const [run] = api.temporal.runs;
    expect(run?.input.head).toMatchObject({ vm_id: VM_ID, workflow_id: `failover/${VM_ID}`, requested_by: 'operator' });
    expect(JSON.stringify(run)).not.toMatch(/the-api-key|the-secret-key/);
  });

  it('refuses a second start with the open job’s id, from the row and from the memo alone', async () => {
    api = await TestApi.ready();
    const { job_id } = body(await api.start().expect(202));
    expect(body(await api.start().expect(409))).toMatchObject({ error_code: 'ACTIVE_JOBS', details: { job_id } });
    // As far as the database knows nobody has the VM, as when the first API died before it inserted the row.
    await api.closeJob(job_id, { failover_state: 'ready', held_by: null });
    expect(body(await api.start().expect(409))).toMatchObject({ error_code: 'ACTIVE_JOBS', details: { job_id } });
    expect(api.temporal.runs).toHaveLength(1);
  });

  const disk = VM.disks[0];
  const vmWith = (change: object) => async () =>
    void (await api.put(`/vms/${VM_ID}`, { ...VM, ...change }).expect(200));
  const refusals: [string, number, string, object, (() => unknown)?][] = [
    ['an unknown VM', 404, 'VM_NOT_FOUND', { vm_id: 'nobody' }],
    ['a wrong type', 400, 'VALIDATION_FAILED', { skip_validation: 'yes' }],
    ['an unknown field', 400, 'VALIDATION_FAILED', { force: true }],
    ['an unknown option', 400, 'VALIDATION_FAILED', { custom_config: { cpu_overcommit: 2 } }],
    ['an impossible VM id', 400, 'VALIDATION_FAILED', { vm_id: '../x' }],
    ['a contradictory name', 400, 'VALIDATION_FAILED', { vm_name: 'OTHER' }],
    ['a network the VM does not have', 400, 'VALIDATION_FAILED', { network_mappings: { LAN: 'isolated' } }],
    ['a notification_config', 422, 'NOT_READY', { notification_config: { webhook_url: 'https://x.example' } }],
    ['a commit_after that is no duration', 400, 'VALIDATION_FAILED', { custom_config: { commit_after: 'tomorrow' } }],
    ['a boot check without a port', 400, 'VALIDATION_FAILED', { custom_config: { boot_check: { kind: 'tcp' } } }],
    ['another protection', 422, 'NOT_READY', { custom_config: { protection: 'vm-snapshot' } }],
    ['an unknown network', 422, 'NETWORK_MAPPING_MISSING', { network_mappings: { 'VM Network': 'nowhere' } }],
    ['an unmapped network', 422, 'NETWORK_MAPPING_MISSING', {}, () => api.delete(`/network-mappings/${VM_ID}`)],
    ['a powered-on source', 422, 'CONFIRMATION_REQUIRED', {}, vmWith({ power_state: 'poweredOn' })],
    [
      'a powered-on source accepted without a reason',
      422,
      'CONFIRMATION_REQUIRED',
      { custom_config: { source_running: 'accept' } },
      vmWith({ power_state: 'poweredOn' }),
    ],
    ['a VM without disks', 422, 'NOT_READY', {}, vmWith({ disks: [] })],
    ['a disk without volume', 422, 'NOT_READY', {}, vmWith({ disks: [{ ...disk, volume_id: null }] })],
    ['a VM never synced', 422, 'NOT_READY', {}, vmWith({ disks: [{ ...disk, last_sync: null, change_id: null }] })],
    ['a volume elsewhere', 422, 'NOT_READY', {}, () => (api.cloudstack.volumes = [])],
    [
      'a running replication',
      422,
      'NOT_READY',
      {},
      vmWith({ replication: { job_id: 'job-2', status: 'replicating', progress: 50 } }),
    ],
    ['CloudStack away', 502, 'OSSEA_API_ERROR', {}, () => (api.cloudstack.trouble = 'unavailable')],
    ['a refused key', 502, 'OSSEA_API_ERROR', {}, () => (api.cloudstack.trouble = 'denied')],
    ['Temporal away', 503, 'UNAVAILABLE', {}, () => (api.temporal.fault = 'away')],
  ];

  it.each(refusals)('refuses %s with %i %s and changes nothing', async (_what, status, code, change, before) => {
    api = await TestApi.ready();
    await before?.();
    const held = ((await api.get(`/vms/${VM_ID}`)).body as { vm: object }).vm;
    const response = await api.start(change, 'a-key');
    expect([response.status, body(response).error_code]).toEqual([status, code]);
    expect(api.temporal.runs).toEqual([]);
    expect((await api.get('/failover/jobs')).body).toMatchObject({ total_jobs: 0 });
    expect(((await api.get(`/vms/${VM_ID}`)).body as { vm: object }).vm).toEqual(held);
  });

  it('refuses without an active configuration', async () => {
    api = await TestApi.open();
    await api.put(`/vms/${VM_ID}`, VM).expect(200);
    expect(body(await api.start().expect(503)).error_code).toBe('OSSEA_NOT_CONFIGURED');
  });

  it('refuses with keys that were stored under another SECRETS_KEY', async () => {
    api = await TestApi.ready();
    const read = api.db.uow.read.bind(api.db.uow);
    api.db.uow.read = (work) =>
      read((repos) => {
        repos.configs.credentials = () => Promise.reject(new SecretsKeyError('another key'));
        return work(repos);
      });
    expect(body(await api.start().expect(503)).error_code).toBe('OSSEA_NOT_CONFIGURED');
    await api.get(`/failover/${VM_ID}/readiness`).expect(503);
  });

  it('accepts a powered-on source when told to and why', async () => {
    api = await TestApi.ready();
    await api.put(`/vms/${VM_ID}`, { ...VM, power_state: 'poweredOn' }).expect(200);
    await api.start({ custom_config: { source_running: 'accept' }, reason: 'the site is cut off' }).expect(202);
  });

  it('estimates from the medians of the same steps', async () => {
    api = await TestApi.ready();
    const original = api.db.uow.read.bind(api.db.uow);
    api.db.uow.read = (work) =>
      original((repos) => {
        repos.jobs.stepDurations = async (steps) => Object.fromEntries(steps.map((step) => [step, 60_000]));
        return work(repos);
      });
    const response = await api.start().expect(202);
    // Six steps in a row (create_vm runs beside release and protect) at a minute each, after its validation.
    expect(response.body).toMatchObject({ estimated_duration: '6m0s' });
  });

  it('keeps test mappings out of a live start', async () => {
    api = await TestApi.ready();
    const test = { ...MAPPING, destination_network_id: ISOLATED.id, is_test_network: true };
    await api.put(`/network-mappings/${VM_ID}`, { mappings: [test] }).expect(200);
    expect(body(await api.start().expect(422)).error_code).toBe('NETWORK_MAPPING_MISSING');
  });

  it('does not tell what CloudStack said of its hosts', async () => {
    api = await TestApi.ready();
    api.cloudstack.trouble = 'refused';
    const response = await api.get('/networks/available').expect(502);
    expect(JSON.stringify(response.body)).not.toMatch(/kvm7|\/var\/lib/);
  });
});
