import { afterEach, expect, it } from 'vitest';
import { TestApi, VM_ID } from '../../test/support/api/api.js';
import { livePlan } from '../../test/support/plans.js';

let api: TestApi;
afterEach(() => api.close());

it('a report has what is recorded of a job, escaped, and nothing from elsewhere', async () => {
  api = await TestApi.ready();
  const reason = '<script>alert(1)</script>';
  const { job_id } = (await api.start({ reason }).expect(202)).body as { job_id: string };
  const early = (await api.get(`/failover/${job_id}/report`, 'viewer').expect(200)).text;
  expect(early).toContain('None is recorded.');
  await api.db.uow.run(async ({ jobs }) => {
    const head = await jobs.get(job_id);
    if (head === null) throw new Error('the job has no row');
    const call = { key: 'release/detachVolume/disk-0', activity: 'detachVolume', object: 'disk-0', try: 1 };
    const times = { started_at: '2026-11-23T04:15:08.000Z', completed_at: '2026-11-23T04:16:38.000Z' };
    await jobs.apply({
      ...head,
      head,
      ...{ seq: 1, status: 'completed', destination_vm_id: 'ossea-vm-12345', completed_at: times.completed_at },
      outcome: { summary: 'the destination is Running', rollback: 'possible until commit' },
      planned: {
        plan: livePlan(job_id, VM_ID),
        network_mappings: [
          { source_network_name: 'VM Network', destination_network_id: 'n-1', destination_network_name: 'production' },
        ],
      },
      steps: [
        {
          ...{ name: 'release', position: 1, status: 'completed', ...times },
          calls: [
            { ...call, ...times, status: 'completed', cloudstack_job_id: 'cs-job-7', observed: 'detached & free' },
          ],
        },
      ],
      volumes: [
        {
          volume_id: 'disk-0',
          disk_id: 'disk-2000',
          boot: true,
          original_device_id: 4,
          change_id: '52/5',
          state: 'on_destination',
        },
      ],
      events: [{ seq: 1, time: times.started_at, type: 'warning', message: 'the offering was replaced' }],
      ...{ resync_required: [], closes: [], hold: null },
    });
  });
  const { text, headers } = await api.get(`/failover/${job_id}/report`, 'viewer').expect(200);
  expect(headers['content-type']).toContain('text/html');
  for (const told of [
    ...[job_id, 'the destination is Running', 'possible until commit', 'ossea-vm-12345', 'cs-job-7', '1m30s'],
    ...['detached &amp; free', 'the offering was replaced', 'on_destination', 'production', 'operator'],
    '&lt;script&gt;alert(1)&lt;/script&gt;',
  ])
    expect(text).toContain(told);
  expect(text).not.toMatch(/<script|<link|<img|src=|href=/i);
  await api.get('/failover/nothing/report').expect(404);
});
