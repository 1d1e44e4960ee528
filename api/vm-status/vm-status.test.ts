import { afterEach, describe, expect, it } from 'vitest';
import { APPLIANCE, ISOLATED, PRODUCTION } from '../../test/support/api/fake-cloudstack.js';
import { TestApi, VM, VM_ID, VOLUME } from '../../test/support/api/api.js';

let api: TestApi;
afterEach(() => api.close());

const ask = async (what: string): Promise<object> =>
  (await api.get(`/vms/${VM_ID}/${what}`, 'viewer').expect(200)).body as object;

describe('the single questions of a VM', () => {
  it.each(['sync-status', 'network-mapping-status', 'volume-status', 'active-jobs'])(
    '%s knows the VM',
    async (what) => {
      api = await TestApi.ready();
      expect(await ask(what)).toMatchObject({ success: true, vm_id: VM_ID });
      await api.get(`/vms/nobody/${what}`).expect(404);
    },
  );

  it('sync: change ids, times, and whether they are valid', async () => {
    api = await TestApi.ready();
    const [disk] = VM.disks;
    const sync_status = {
      has_valid_change_id: true,
      latest_change_id: disk?.change_id,
      last_sync_time: '2025-08-18T14:35:21.000Z',
      replication_job_id: 'job-20250818-153521',
      sync_percentage: 100,
      is_ready_for_failover: true,
    };
    expect(await ask('sync-status')).toMatchObject({ sync_status });
    const last_sync = { ...disk?.last_sync, success: false };
    await api.put(`/vms/${VM_ID}`, { ...VM, disks: [{ ...disk, last_sync }] }).expect(200);
    expect(await ask('sync-status')).toMatchObject({
      sync_status: { has_valid_change_id: false, is_ready_for_failover: false, disks: [{ success: false }] },
    });
  });

  it('networks: what is mapped and what is not', async () => {
    api = await TestApi.ready();
    await api.post('/network-mappings', {
      vm_id: VM_ID,
      source_network_name: 'VM Network',
      destination_network_id: ISOLATED.id,
      is_test_network: true,
    });
    expect(await ask('network-mapping-status')).toMatchObject({
      network_status: {
        ...{ total_networks: 1, mapped_networks: 1, unmapped_networks: 0, test_networks_available: true },
        mappings: [{ destination_network_id: PRODUCTION.id, status: 'mapped' }],
        unmapped: [],
        is_ready_for_failover: true,
      },
    });
    await api.delete(`/network-mappings/${VM_ID}`).expect(200);
    expect(await ask('network-mapping-status')).toMatchObject({
      network_status: {
        ...{ mapped_networks: 0, unmapped_networks: 1, test_networks_available: false },
        unmapped: ['VM Network'],
        is_ready_for_failover: false,
      },
    });
  });

  it('volumes: where CloudStack has them, or that it does not say', async () => {
    api = await TestApi.ready();
    const status = async (): Promise<object> =>
      ((await ask('volume-status')) as { volume_status: object }).volume_status;
    expect(await status()).toMatchObject({
      ...{ volume_id: VOLUME, volume_name: 'replica-1', volume_status: 'attached', size_gb: 54 },
      ...{ volume_type: 'DATADISK', attachment_status: 'attached_to_oma', is_accessible: true },
      is_ready_for_failover: true,
      volumes: [{ disk_id: 'disk-2000', attached_to: APPLIANCE, boot: true }],
    });
    api.cloudstack.trouble = 'unavailable';
    expect(await status()).toMatchObject({
      ...{ volume_id: VOLUME, volume_name: null, volume_status: 'unknown', attachment_status: 'unknown' },
      ...{ is_accessible: false, is_ready_for_failover: false },
    });
    await api.put(`/vms/${VM_ID}`, { ...VM, disks: [] }).expect(200);
    expect(await status()).toBeNull();
  });

  it('jobs: replication and failover', async () => {
    api = await TestApi.ready();
    const none = { has_active_jobs: false, migration_jobs: 0, failover_jobs: 0, total_active: 0, jobs: [] };
    expect(await ask('active-jobs')).toMatchObject({ active_jobs: { ...none, is_ready_for_failover: true } });
    const { job_id } = (await api.start().expect(202)).body as { job_id: string };
    await api.put(`/vms/${VM_ID}`, { ...VM, replication: { job_id: 'job-2', status: 'running', progress: 5 } });
    expect(await ask('active-jobs')).toMatchObject({
      active_jobs: {
        ...{ has_active_jobs: true, migration_jobs: 1, failover_jobs: 1, total_active: 2 },
        is_ready_for_failover: false,
        jobs: [
          { job_id, job_type: 'live', status: 'pending' },
          { job_id: 'job-2', job_type: 'replication', status: 'running' },
        ],
      },
    });
  });
});
