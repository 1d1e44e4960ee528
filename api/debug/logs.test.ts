import { afterEach, describe, expect, it } from 'vitest';
import { CONFIG, TestApi } from '../../test/support/api/api.js';
import type { Role } from '../caller.js';

let api: TestApi;
afterEach(() => api.close());

interface Line {
  time: string;
  level: string;
  source: string;
  message: string;
  request_id: string | null;
  request: string | null;
  cause: string | null;
}

const logs = async (query = '', role: Role = 'viewer'): Promise<Line[]> =>
  ((await api.get(`/debug/logs${query}`, role).expect(200)).body as { logs: Line[] }).logs;

describe('GET /debug/logs', () => {
  it('has the last requests, oldest first, without a secret', async () => {
    api = await TestApi.ready();
    await api.get('/vms').set('X-Request-Id', 'portal-1').expect(200);
    const lines = await logs();
    expect(lines.at(-1)).toMatchObject({ level: 'info', request_id: 'portal-1', request: 'GET /api/v1/vms 200' });
    expect(lines.map(({ time }) => time)).toEqual(lines.map(({ time }) => time).toSorted());
    const text = JSON.stringify(await logs('?level=trace&limit=500', 'admin'));
    for (const secret of [CONFIG.api_key, CONFIG.secret_key, ...Object.values(api.tokens)])
      expect(text).not.toContain(secret);
    expect(await logs('?limit=1')).toHaveLength(1);
  });

  it('of a job has the lines that name it and what its run has recorded', async () => {
    api = await TestApi.ready();
    const { job_id } = (await api.start().expect(202)).body as { job_id: string };
    await api.get(`/failover/${job_id}/status`).expect(200);
    const event = { seq: 1, time: new Date().toISOString(), type: 'warning', message: 'the offering was replaced' };
    await api.db.uow.run(async ({ jobs }) => {
      const head = await jobs.get(job_id);
      if (head === null) throw new Error('the job has no row');
      const none = { planned: null, steps: [], volumes: [], resync_required: [], closes: [], hold: null };
      await jobs.apply({ ...head, head, ...none, seq: 1, events: [event] });
    });
    const lines = await logs(`?job_id=${job_id}`);
    expect(lines.map(({ source, message, request }) => [source, request ?? message])).toEqual([
      ['api', `GET /api/v1/failover/${job_id}/status 200`],
      ['run', 'warning: the offering was replaced'],
    ]);
    expect(await logs(`?job_id=${job_id}&level=warn`)).toHaveLength(1);
    await api.get('/debug/logs?job_id=nothing').expect(404);
  });

  it('tells causes, which may name hosts, to those who may act only', async () => {
    api = await TestApi.ready();
    api.cloudstack.trouble = 'unavailable';
    await api.get('/networks/available').expect(502);
    const failed = (role: Role) => logs('?level=error', role).then((lines) => lines[0]?.cause);
    expect(await failed('operator')).toContain('host kvm7');
    expect(await failed('viewer')).toBeNull();
  });
});
