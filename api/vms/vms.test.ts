import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestApi, VM, VM_ID, VOLUME } from '../../test/support/api/api.js';

let api: TestApi;
beforeEach(async () => {
  api = await TestApi.open();
});
afterEach(() => api.close());

const [disk] = VM.disks;
const [nic] = VM.networks;
const code = (response: { body: unknown }): string => (response.body as { error_code: string }).error_code;

describe('the inventory', () => {
  it('gives back what was put, with times in UTC and where the VM stands', async () => {
    const put = await api.put(`/vms/${VM_ID}`, VM, 'operator').expect(200);
    const got = await api.get(`/vms/${VM_ID}`, 'viewer').expect(200);
    expect((got.body as { vm: object }).vm).toEqual((put.body as { vm: object }).vm);
    expect(got.body).toMatchObject({
      vm: {
        ...VM,
        vm_id: VM_ID,
        ossea_config: null,
        annotation: '',
        disks: [
          { ...disk, last_sync: { ...disk?.last_sync, time: '2025-08-18T14:35:21.000Z' }, resync_required: false },
        ],
        failover_state: 'ready',
        replication_allowed: true,
        held_by: null,
      },
    });
  });

  it('replaces the whole VM', async () => {
    await api.put(`/vms/${VM_ID}`, { ...VM, annotation: 'line 1\nline 2' }).expect(200);
    await api.put(`/vms/${VM_ID}`, { ...VM, disks: [], networks: [] }).expect(200);
    expect((await api.get(`/vms/${VM_ID}`)).body).toMatchObject({ vm: { annotation: '', disks: [], networks: [] } });
  });

  const wrong: [string, object][] = [
    ['two boot disks', { disks: [disk, { ...disk, disk_id: 'disk-2001', volume_id: null }] }],
    ['a disk id twice', { disks: [disk, { ...disk, boot: false, volume_id: null }] }],
    ['a volume twice', { disks: [disk, { ...disk, boot: false, disk_id: 'disk-2001' }] }],
    ['a volume id that is no UUID', { disks: [{ ...disk, volume_id: '17' }] }],
    ['a disk of no size', { disks: [{ ...disk, size_gb: 0 }] }],
    ['a huge disk', { disks: [{ ...disk, size_gb: 65_537 }] }],
    ['a MAC that is none', { networks: [{ ...nic, mac: '00:50:56:aa:bb' }] }],
    ['a MAC of mixed separators', { networks: [{ ...nic, mac: '00:50-56:aa:bb:cc' }] }],
    ['an address that is none', { networks: [{ ...nic, ip: '10.0.0.256' }] }],
    ['a network without a name', { networks: [{ ...nic, source_network_name: '' }] }],
    ['too much memory', { memory_mb: 33_554_433 }],
    ['a negative CPU count', { cpu_count: -1 }],
    ['a fraction of a CPU', { cpu_count: 1.5 }],
    ['an endless name', { name: 'x'.repeat(256) }],
    ['a name of two lines', { name: 'a\nb' }],
    ['an unknown field', { owner: 'me' }],
    ['an unknown field of a disk', { disks: [{ ...disk, path: '/dev/vdb' }] }],
    ['a time that is none', { disks: [{ ...disk, last_sync: { ...disk?.last_sync, time: 'yesterday' } }] }],
    ['an unknown configuration', { ossea_config: 'nowhere' }],
  ];
  it.each(wrong)('refuses %s', async (_what, change) => {
    expect(code(await api.put(`/vms/${VM_ID}`, { ...VM, ...change }).expect(400))).toBe('VALIDATION_FAILED');
    await api.get(`/vms/${VM_ID}`).expect(404);
  });

  it.each(['a b', 'x'.repeat(129), 'ü'])('refuses the VM id "%s"', async (id) => {
    expect(code(await api.put(`/vms/${encodeURIComponent(id)}`, VM).expect(400))).toBe('VALIDATION_FAILED');
  });

  it('refuses a volume that another VM has', async () => {
    await api.put(`/vms/${VM_ID}`, VM).expect(200);
    const other = { ...VM, replication: null, disks: [{ ...disk, last_sync: null }] };
    expect(code(await api.put('/vms/other', other).expect(409))).toBe('INVALID_STATE');
    await api.get('/vms/other').expect(404);
  });

  it('lists pages, by name, with a search', async () => {
    for (const name of ['web-2', 'db-1', 'web-1'])
      await api.put(`/vms/${name}`, { ...VM, name, disks: [], replication: null }).expect(200);
    const page = (await api.get('/vms?limit=1&offset=1&search=WEB').expect(200)).body as object;
    expect(page).toMatchObject({
      total_vms: 2,
      returned_vms: 1,
      vms: [{ name: 'web-2', last_readiness: { live: null } }],
    });
    expect((await api.get('/vms?failover_state=failed_over')).body).toMatchObject({ total_vms: 0, vms: [] });
  });

  it('lists the last readiness with its age and without asking CloudStack', async () => {
    const clock = { now: new Date('2026-01-01T00:00:00Z') };
    const timed = await TestApi.ready({ now: () => clock.now });
    await timed.get(`/vms/${VM_ID}/failover-readiness`).expect(200);
    clock.now = new Date('2026-01-01T00:01:30Z');
    const asked = timed.cloudstack.reads_made;
    const { vms } = (await timed.get('/vms').expect(200)).body as { vms: [{ last_readiness: object }] };
    expect(vms[0].last_readiness).toEqual({
      live: {
        is_ready: true,
        readiness_score: expect.any(Number) as number,
        time: '2026-01-01T00:00:00.000Z',
        age_seconds: 90,
        failing: null,
      },
      test: null,
    });
    expect(timed.cloudstack.reads_made).toBe(asked);
    await timed.close();
  });

  it('deletes a VM nobody works on', async () => {
    await api.put(`/vms/${VM_ID}`, VM).expect(200);
    await api.delete(`/vms/${VM_ID}`, 'operator').expect(200);
    expect(code(await api.delete(`/vms/${VM_ID}`).expect(404))).toBe('VM_NOT_FOUND');
  });

  it('deletes no VM that a job has, nor one whose replicas are not home', async () => {
    const busy = await TestApi.ready();
    const { job_id } = (await busy.start().expect(202)).body as { job_id: string };
    const refused = await busy.delete(`/vms/${VM_ID}`).expect(409);
    expect(refused.body).toMatchObject({ error_code: 'ACTIVE_JOBS', details: { job_id } });
    await busy.closeJob(job_id, { failover_state: 'failed_over', held_by: job_id });
    expect(code(await busy.delete(`/vms/${VM_ID}`).expect(409))).toBe('INVALID_STATE');
    await busy.close();
  });

  it('knows the replica again under the same VM', async () => {
    await api.put(`/vms/${VM_ID}`, VM).expect(200);
    await api.delete(`/vms/${VM_ID}`).expect(200);
    await api.put(`/vms/${VM_ID}`, VM).expect(200);
    expect((await api.get(`/vms/${VM_ID}`)).body).toMatchObject({ vm: { disks: [{ volume_id: VOLUME }] } });
  });
});
