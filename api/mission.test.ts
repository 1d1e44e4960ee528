import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONFIG, TestApi, VM, VM_ID } from '../test/support/api/api.js';
import { fakeMessenger } from '../test/support/api/fake-temporal.js';
import { contractHash, differences, MISSION, missionRoutes, missionSample } from '../test/support/mission.js';
import { livePlan } from '../test/support/plans.js';
import { allRoutes } from './routes.js';

/** The mission's VM with a job of which everything is known, so that nothing is null that the mission shows filled. */
let api: TestApi;
let jobId: string;
let live: Record<string, unknown>;
let test: Record<string, unknown>;

/** The sample with a network that exists. */
async function start(type: 'live' | 'test', heading: string, network: string, more: object = {}): Promise<typeof live> {
  const request = { ...missionSample(heading), network_mappings: { 'VM Network': network }, ...more };
  return (await api.post(`/failover/${type}`, request).expect(202)).body as typeof live;
}

beforeAll(async () => {
  api = await TestApi.ready({ messages: { ...fakeMessenger, cancel: () => Promise.resolve('sent') } });
  live = await start('live', 'Live Failover Request', 'production');
  await api.closeJob(live['job_id'] as string, { failover_state: 'ready', held_by: null });
  for (const run of api.temporal.runs) run.open = false;
  // By name, because nothing is known of the storage here.
  const custom_config = { protection: 'volume-snapshot' };
  test = await start('test', 'Test Failover Request', 'isolated', { custom_config });
  jobId = test['job_id'] as string;
  await api.db.uow.run(async ({ jobs }) => {
    const head = await jobs.get(jobId);
    if (head === null) throw new Error('the job has no row');
    await jobs.apply({
      ...head,
      head,
      ...{ seq: 1, status: 'failed', progress: 15.5, destination_vm_id: 'ossea-vm-12345' },
      ...{ ossea_snapshot_id: 'snapshot-67890', error_message: 'Volume snapshot failed' },
      ...{ started_at: '2026-11-23T04:15:08.000Z', completed_at: '2026-11-23T04:17:13.000Z' },
      planned: { plan: livePlan(jobId, VM_ID), network_mappings: [] },
      ...{ steps: [], volumes: [], events: [], resync_required: [], closes: [] },
      hold: { failover_state: 'ready', held_by: null },
    });
  });
});
afterAll(() => api.close());

const get = async (path: string): Promise<unknown> => (await api.get(path, 'viewer').expect(200)).body;

it('the samples are the mission’s', () => {
  expect(contractHash()).toBe(MISSION.contract);
  expect(missionRoutes()).toHaveLength(21);
});

it('the comparison sees what is missing and what has another type', () => {
  const sample = { a: 1, b: [{ c: 'x' }], d: null };
  expect(differences(sample, { a: 2, b: [{ c: 'y', more: 1 }], d: {} })).toEqual([]);
  expect(differences(sample, { a: '1', b: [{ c: null }, {}] })).toEqual([
    '.a: string instead of number',
    '.b[0].c: null instead of string',
    '.b[1].c is missing',
    '.d is missing',
  ]);
});

it.each(missionRoutes())('there is $method $path', ({ method, path }) => {
  expect(allRoutes({} as never).filter((route) => route.method === method && route.path === path)).toHaveLength(1);
});

describe('the mission’s samples', () => {
  it('Live Failover Request is accepted and answered by a Failover Response', () => {
    const { data, ...sample } = missionSample('Failover Response');
    const { test_duration: _, auto_cleanup: __, ...ofAll } = data as Record<string, unknown>;
    expect(differences({ ...sample, data: ofAll }, live)).toEqual([]);
    expect(live).toMatchObject({ success: true, data: { status: 'executing', vm_id: VM_ID, vm_name: VM.name } });
  });

  it('Test Failover Request is accepted and answered by a Failover Response', () => {
    expect(differences(missionSample('Failover Response'), test)).toEqual([]);
    expect(test).toMatchObject({ data: { job_type: 'test', test_duration: '2h0m0s', auto_cleanup: true } });
  });

  it('Job Status Response', async () => {
    const sample = missionSample('Job Status Response');
    expect(differences(sample, await get(`/failover/${jobId}/status`))).toEqual([]);
  });

  it.each([`/failover/${VM_ID}/readiness`, `/vms/${VM_ID}/failover-readiness`, `/vms/${VM_ID}/configuration-check`])(
    'Validation Response: %s',
    async (path) => {
      const sample = missionSample('Validation Response') as { validation_result: { checks: CheckSample[] } };
      const answer = (await get(path)) as typeof sample;
      const { checks, ...result } = sample.validation_result;
      expect(differences({ ...sample, validation_result: { ...result, checks: [] } }, answer)).toEqual([]);
      // Each check by its name: details differ from one to the other.
      for (const check of checks) {
        const own = answer.validation_result.checks.find(({ check_name }) => check_name === check.check_name);
        expect([check.check_name, differences(check, own)]).toEqual([check.check_name, []]);
        expect(own?.check_type).toBe(check.check_type);
      }
    },
  );

  it('OSSEA Configuration is accepted and shown, its keys masked', async () => {
    const { name, ...sample } = missionSample('OSSEA Configuration');
    const put = await api.put(`/ossea-configs/${String(name)}`, { name, ...sample }).expect(200);
    const { config } = put.body as { config: Record<string, unknown> };
    expect(differences({ name, ...sample }, config)).toEqual([]);
    expect(JSON.stringify(config)).not.toContain(sample['secret_key']);
    await api.put(`/ossea-configs/${String(name)}`, CONFIG).expect(200);
  });

  it('Network Mapping Configuration is accepted as it is, but for its invented network', async () => {
    const sample = missionSample('Network Mapping Configuration');
    await api.delete(`/network-mappings/${VM_ID}`).expect(200);
    const destination = { destination_network_id: 'production', destination_network_name: 'production' };
    const post = await api.post('/network-mappings', { ...sample, ...destination }).expect(201);
    expect(differences({ success: true, message: '', mapping: { id: 1, ...sample } }, post.body)).toEqual([]);
  });
});

interface CheckSample {
  check_name: string;
  check_type: string;
}

/** Where the mission names a route and no body: the original's, with lists in place of single volumes. */
describe('the original’s bodies', () => {
  const ok = { success: true, message: '' };
  const about = { ...ok, vm_id: '' };
  const job = { job_id: '', vm_id: '', vm_name: '', job_type: '', status: '', created_at: '', started_at: '' };
  const ready = { is_ready_for_failover: true };
  const status = {
    sync: { has_valid_change_id: true, latest_change_id: '', last_sync_time: '', replication_job_id: '' },
    networks: { total_networks: 1, mapped_networks: 1, unmapped_networks: 0, test_networks_available: true },
    volume: { volume_id: '', volume_name: '', volume_status: '', size_gb: 1, volume_type: '', is_accessible: true },
    jobs: { has_active_jobs: true, migration_jobs: 0, failover_jobs: 0, total_active: 0 },
  };
  const figures = { active_failover_jobs: 0, total_vms_discovered: 0, ossea_volumes: 0, network_mappings: 0 };
  const parts = { database: '', ossea_client: '', failover_engines: '', api_server: '' };
  it.each<[string, object]>([
    [
      '/failover/jobs?type=test',
      {
        ...{ ...ok, total_jobs: 1, returned_jobs: 1 },
        jobs: [{ ...job, completed_at: '', duration: 1, destination_vm_id: '' }],
      },
    ],
    [`/vms/${VM_ID}/sync-status`, { ...about, sync_status: { ...status.sync, sync_percentage: 1, ...ready } }],
    [
      `/vms/${VM_ID}/network-mapping-status`,
      { ...about, network_status: { ...status.networks, mappings: [{ status: 'mapped' }], unmapped: [''], ...ready } },
    ],
    [`/vms/${VM_ID}/volume-status`, { ...about, volume_status: { ...status.volume, attachment_status: '', ...ready } }],
    [`/vms/${VM_ID}/active-jobs`, { ...about, active_jobs: { ...status.jobs, ...ready } }],
    [`/network-mappings/${VM_ID}`, { ...about, mappings: [{ id: 1 }], total_mappings: 1 }],
    ['/network-mappings', { ...ok, mappings: [{ id: 1 }], total_mappings: 1 }],
    ['/debug/health', { ...ok, status: '', components: parts, metrics: figures }],
  ])('%s', async (path, sample) => {
    expect(differences(sample, await get(path))).toEqual([]);
  });

  it('DELETE /failover/test/{job_id}', async () => {
    for (const run of api.temporal.runs) run.open = false;
    const { job_id } = await start('test', 'Test Failover Request', 'isolated', {
      custom_config: { protection: 'volume-snapshot' },
    });
    const { body } = (await api.delete(`/failover/test/${String(job_id)}`).expect(202)) as { body: object };
    expect(differences({ ...ok, job_id: '', cleanup_status: '', estimated_cleanup_time: '' }, body)).toEqual([]);
  });
});
