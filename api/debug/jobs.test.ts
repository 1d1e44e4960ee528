import { afterEach, describe, expect, it } from 'vitest';
import { TestApi, VM_ID } from '../../test/support/api/api.js';

let api: TestApi;
afterEach(() => api.close());

interface Job {
  job_id: string;
  held_by: string | null;
  workflow: { state: string; pending_activities: object[]; temporal_url: string };
  disagreements: string[];
}

const debugged = async (): Promise<Job> => {
  const { jobs } = (await api.get('/debug/failover-jobs', 'viewer').expect(200)).body as { jobs: Job[] };
  const [job] = jobs;
  if (job === undefined) throw new Error('there is no job');
  return job;
};

async function started(): Promise<string> {
  api = await TestApi.ready();
  return ((await api.start().expect(202)).body as { job_id: string }).job_id;
}

describe('GET /debug/failover-jobs', () => {
  it('joins a job with its workflow, and agrees', async () => {
    const job_id = await started();
    const pending = { activity: 'detachVolume', attempt: 3, state: 'started', last_failure: 'busy' } as const;
    api.temporal.inspected = { failover_status: 'pending', pending_activities: [pending] };
    expect(await debugged()).toMatchObject({
      ...{ job_id, held_by: job_id },
      workflow: { state: 'running', pending_activities: [pending], temporal_url: `http://ui/failover/${VM_ID}/run-1` },
      disagreements: [],
    });
  });

  it.each([
    ['gone', null, 'its workflow is gone: recover it'],
    ['terminated', { state: 'terminated' }, 'its workflow is terminated'],
    ['another job’s', { job_id: 'other' }, 'the workflow runs job other'],
    ['ahead', { failover_status: 'validating' }, 'the workflow says validating'],
  ])('says that the workflow of an open job is %s', async (_, inspected, text) => {
    await started();
    api.temporal.inspected = inspected;
    const { disagreements } = await debugged();
    expect(disagreements).toHaveLength(1);
    expect(disagreements[0]).toContain(text);
  });

  it('says that a closed job still runs, and forgives that a closed one is forgotten', async () => {
    const job_id = await started();
    await api.closeJob(job_id, { failover_state: 'ready', held_by: null });
    expect((await debugged()).disagreements).toEqual(['the job is failed, but its workflow still runs']);
    api.temporal.inspected = null;
    expect((await debugged()).disagreements).toEqual([]);
  });

  it.each([
    ['rolled_back', { state: 'completed', failover_status: 'completed' }, []],
    ['failed', { state: 'terminated', failover_status: 'creating_vm' }, []],
    [
      'failed',
      { state: 'completed', failover_status: 'completed' },
      ['the job is failed, the workflow says completed'],
    ],
    [
      'rolled_back',
      { state: 'completed', failover_status: 'failed' },
      ['the job is rolled_back, the workflow says failed'],
    ],
  ] as const)('knows that another job may have made it %s: %o', async (status, inspected, said) => {
    const job_id = await started();
    await api.closeJob(
      job_id,
      { failover_state: 'failed_over', held_by: job_id },
      status === 'failed' ? status : 'completed',
    );
    if (status === 'rolled_back') await api.closeJob(job_id, { failover_state: 'ready', held_by: null }, status);
    api.temporal.inspected = inspected;
    expect((await debugged()).disagreements).toEqual(said);
  });

  it('says that nobody holds the VM of an open job', async () => {
    await started();
    await api.db.uow.run(async ({ jobs }) => {
      const [head] = (await jobs.list({ limit: 1, offset: 0 })).rows;
      const row = await jobs.get(head?.job_id ?? '');
      if (row === null) throw new Error('there is no job');
      const none = { planned: null, steps: [], volumes: [], events: [], resync_required: [], closes: [] };
      await jobs.apply({ ...row, head: row, ...none, seq: 1, hold: { failover_state: 'ready', held_by: null } });
    });
    expect((await debugged()).disagreements).toEqual(['the job is pending, but nobody holds its VM']);
  });

  it('claims nothing of a Temporal that does not answer', async () => {
    await started();
    api.temporal.fault = 'away';
    expect(await debugged()).toMatchObject({ workflow: { state: 'unknown' }, disagreements: [] });
  });

  it('is paged and filtered as the list of jobs is', async () => {
    await started();
    const total = async (query: string): Promise<unknown> =>
      ((await api.get(`/debug/failover-jobs?${query}`).expect(200)).body as { total_jobs: number }).total_jobs;
    expect(await total('type=live&status=pending')).toBe(1);
    expect(await total('type=test')).toBe(0);
    await api.get('/debug/failover-jobs?limit=51').expect(400);
  });
});
