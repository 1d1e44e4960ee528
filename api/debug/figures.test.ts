import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DatabaseUnavailableError } from '../../db/index.js';
import type { JobHead, JobProjection } from '../../domain/job.js';
import { TestApi, VM, VM_ID } from '../../test/support/api/api.js';
import { at, named, type Facts } from '../../test/support/api/figures.js';
import { aHead, aProjection } from '../../test/support/projection.js';
import { createHealth } from './health.js';
import { debugJobs } from './jobs.js';
import { DebugJobsResponse, HealthResponse } from './schemas.js';

const ANOTHER = { ...VM, disks: [], replication: { ...VM.replication, job_id: 'job-another' } };

let api: TestApi;

describe('each figure of GET /debug/health', () => {
  /** Whoever answers is up, in this version. */
  const OWN = { 'components.api_server': 'up', 'metrics.version': 'test' };
  const FACTS: Facts = {
    'components.database': () =>
      vi.spyOn(api.db.uow, 'read').mockRejectedValue(new DatabaseUnavailableError('the database is away')),
    'components.temporal': () => (api.temporal.fault = 'away'),
    'components.failover_engines': () => (api.temporal.worker_count = 0),
    'components.ossea_client': () => (api.cloudstack.trouble = 'unavailable'),
    'metrics.workers': () => (api.temporal.worker_count = 3),
    'metrics.active_failover_jobs': () => api.start().expect(202),
    'metrics.total_vms_discovered': () => api.put('/vms/another', ANOTHER).expect(200),
    'metrics.ossea_volumes': () => {
      const disks = VM.disks.map((disk) => ({ ...disk, disk_id: 'disk-9', volume_id: randomUUID() }));
      return api.put('/vms/another', { ...ANOTHER, disks }).expect(200);
    },
    'metrics.network_mappings': () => api.delete(`/network-mappings/${VM_ID}`).expect(200),
  };

  it('has a case here', () => {
    const { components, metrics } = HealthResponse.shape;
    const all = [...named('components.', components), ...named('metrics.', metrics.unwrap())];
    expect([...Object.keys(OWN), ...Object.keys(FACTS)].sort()).toEqual(all.sort());
  });

  describe('is not always the same:', () => {
    afterEach(() => api.close());
    it.each(Object.entries(FACTS))('%s', async (figure, change) => {
      api = await TestApi.ready();
      const health = () => createHealth(api.deps)(true);
      const before = await health();
      await change();
      expect(at(figure, await health())).not.toEqual(at(figure, before));
      for (const [own, value] of Object.entries(OWN)) expect(at(own, before)).toBe(value);
    });
  });
});

describe('each figure of GET /debug/failover-jobs', () => {
  const project = (change: Partial<JobProjection>) => () =>
    api.db.uow.run(({ jobs }) => jobs.apply(aProjection(2, { head: head(), ...change })));
  const ofAnother = (change: Partial<JobHead>) => async () => {
    await api.close();
    await opened(change);
  };
  const head = (change: Partial<JobHead> = {}) => aHead({ vm_id: VM_ID, workflow_id: `failover/${VM_ID}`, ...change });
  const seen = { state: 'running', history_events: 7, job_id: null, failover_status: null, pending_activities: [] };
  const FACTS: Facts = {
    job_id: ofAnother({ job_id: 'failover-20260101-000000-aaaaaa' }),
    vm_id: ofAnother({ vm_id: 'another', workflow_id: 'failover/another' }),
    job_type: ofAnother({ job_type: 'recover' }),
    status: project({ status: 'powering_on' }),
    current_step: project({ current_step: 'attach' }),
    progress: project({ progress: 80 }),
    seq: project({}),
    updated_at: () => {
      vi.useFakeTimers({ now: Date.now() + 1_000, toFake: ['Date'] });
      return project({})().finally(() => vi.useRealTimers());
    },
    held_by: project({ hold: { failover_state: 'ready', held_by: null } }),
    disagreements: () => (api.deps.inspect = () => Promise.resolve({ ...seen, state: 'terminated' })),
    'workflow.workflow_id': ofAnother({ workflow_id: 'failover/another' }),
    'workflow.run_id': ofAnother({ run_id: 'another' }),
    'workflow.temporal_url': ofAnother({ run_id: 'another' }),
    'workflow.state': () => (api.deps.inspect = () => Promise.resolve(null)),
    'workflow.history_events': () => (api.deps.inspect = () => Promise.resolve({ ...seen, history_events: 8 })),
    'workflow.failover_status': () =>
      (api.deps.inspect = () => Promise.resolve({ ...seen, failover_status: 'validating' })),
    'workflow.pending_activities': () => {
      const pending = { activity: 'detachVolume', attempt: 3, state: 'started', last_failure: 'busy' } as const;
      api.deps.inspect = () => Promise.resolve({ ...seen, pending_activities: [pending] });
    },
  };

  async function opened(change: Partial<JobHead> = {}): Promise<void> {
    api = await TestApi.ready({ inspect: () => Promise.resolve(seen) });
    await api.put('/vms/another', ANOTHER).expect(200);
    await api.db.uow.run(async ({ jobs }) => {
      await jobs.insertHead(head(change));
      await jobs.apply(aProjection(1, { head: head(change) }));
    });
  }

  it('has a case here', () => {
    const { workflow, ...own } = DebugJobsResponse.shape.jobs.element.shape;
    const all = [...Object.keys(own), ...named('workflow.', workflow.unwrap())];
    expect(Object.keys(FACTS).sort()).toEqual(all.sort());
  });

  describe('is not always the same:', () => {
    afterEach(() => api.close());
    it.each(Object.entries(FACTS))('%s', async (figure, change) => {
      const job = async () => (await debugJobs(api.deps, { limit: 20, offset: 0 })).jobs[0];
      await opened();
      const before = await job();
      await change();
      expect(at(figure, await job())).not.toEqual(at(figure, before));
    });

    it('counts what it shows', async () => {
      await opened();
      const none = { total_jobs: 1, returned_jobs: 1, total_disagreements: 0 };
      expect(await debugJobs(api.deps, { limit: 20, offset: 0 })).toMatchObject(none);
      api.deps.inspect = () => Promise.resolve(null);
      expect(await debugJobs(api.deps, { limit: 20, offset: 0 })).toMatchObject({ ...none, total_disagreements: 1 });
      expect(await debugJobs(api.deps, { limit: 20, offset: 1 })).toMatchObject({ total_jobs: 1, returned_jobs: 0 });
    });
  });
});
