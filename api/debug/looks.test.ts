import { afterEach, describe, expect, it, vi } from 'vitest';
import { DatabaseUnavailableError } from '../../db/index.js';
import { CONFIG, TestApi, VM_ID } from '../../test/support/api/api.js';
import { at, named, type Facts } from '../../test/support/api/figures.js';
import { aProjection } from '../../test/support/projection.js';
import type { ApiDeps } from '../deps.js';
import { route, type RequestContext, type Route } from '../route.js';
import { diagnose } from './diagnosis.js';
import { recentLogs } from './logs.js';
import { debugRoutes } from './routes.js';
import { DiagnosisResponse, EndpointsResponse, LogsResponse } from './schemas.js';

/** The audit of figures.test.ts for the other debug routes. */

let api: TestApi;

it('leaves out no debug route', () => {
  const here = ['diagnose', 'getLogs', 'listEndpoints'];
  const inFigures = ['getHealth', 'debugFailoverJobs'];
  const all = debugRoutes({} as ApiDeps, () => []).map(({ operationId }) => operationId);
  expect([...here, ...inFigures].sort()).toEqual(all.sort());
});

describe('each finding of POST /debug/diagnosis', () => {
  /** By the name under which a sound installation is told of it. */
  const FACTS: Facts = {
    Database: () => vi.spyOn(api.db, 'checkSchema').mockRejectedValue(new DatabaseUnavailableError('away')),
    Temporal: () => (api.temporal.fault = 'away'),
    'Search attributes': () => (api.temporal.missing_search_attributes = ['FailoverStatus']),
    Workers: () => (api.temporal.identities = []),
    Configuration: async () => {
      await api.delete(`/vms/${VM_ID}`).expect(200);
      await api.delete('/ossea-configs/primary-ossea').expect(200);
    },
    Clock: () => (api.cloudstack.clock = { low: 9_000, high: 9_100 }),
    CloudStack: () => (api.cloudstack.trouble = 'unavailable'),
    Permissions: () => (api.cloudstack.apis = []),
    Target: () => api.put('/ossea-configs/primary-ossea', { ...CONFIG, zone: 'nowhere' }).expect(200),
  };
  const found = async (name: string) => (await diagnose(api.deps)).find((finding) => finding.name === name);

  afterEach(() => api.close());

  it('has a case here', async () => {
    api = await TestApi.ready();
    expect((await diagnose(api.deps)).map(({ name }) => name)).toEqual(Object.keys(FACTS));
  });

  it.each(Object.entries(FACTS))('is not always the same: %s', async (name, change) => {
    api = await TestApi.ready();
    const before = await found(name);
    expect(before).toMatchObject({ status: 'pass', cure: null });
    await change();
    const after = await found(name);
    // All of a finding is about the fact: its word, its sentence and its cure.
    const { name: called, ...figures } = DiagnosisResponse.shape.findings.element.shape;
    expect(called.safeParse(name).success).toBe(true);
    for (const figure of Object.keys(figures)) expect(at(figure, after), figure).not.toEqual(at(figure, before));
  });

  it('comes with the version of the API that looked', async () => {
    api = await TestApi.ready({ version: 'another' });
    expect((await api.post('/debug/diagnosis').expect(200)).body).toMatchObject({ version: 'another' });
  });
});

describe('each figure of GET /debug/logs', () => {
  let job_id: string;
  const status = () => api.get(`/failover/${job_id}/status`).set('X-Request-Id', 'first').expect(200);
  const logged = (fields: object, message = 'request completed') =>
    api.deps.logger.info({ job_id, ...fields }, message);
  const FACTS: Facts = {
    returned_logs: status,
    'newest.time': () => {
      vi.useFakeTimers({ now: Date.now() + 1_000, toFake: ['Date'] });
      return status().then(() => vi.useRealTimers());
    },
    'newest.level': () => api.deps.logger.error({ job_id }, 'refused'),
    'newest.source': () => {
      const event = { seq: 1, time: new Date(Date.now() + 1_000).toISOString(), type: 'step', message: 'done' };
      return api.db.uow.run(async ({ jobs }) => {
        const head = await jobs.get(job_id);
        if (head === null) throw new Error('the job has no row');
        await jobs.apply(aProjection(1, { head, events: [event] }));
      });
    },
    'newest.message': () => logged({}, 'a health check got no answer'),
    'newest.request_id': () => logged({ request_id: 'second' }),
    'newest.request': () => api.get(`/failover/${job_id}/steps`).expect(200),
    'newest.cause': () => logged({ reason: 'connect ECONNREFUSED' }),
  };

  it('has a case here', () => {
    const { success: _, message: __, logs, ...own } = LogsResponse.shape;
    const all = [...Object.keys(own), ...named('newest.', logs.element)];
    expect(Object.keys(FACTS).sort()).toEqual(all.sort());
  });

  describe('is not always the same:', () => {
    afterEach(() => api.close());
    it.each(Object.entries(FACTS))('%s', async (figure, change) => {
      api = await TestApi.ready();
      ({ job_id } = (await api.start().expect(202)).body as { job_id: string });
      await status();
      const caller = { id: 1, name: 'operator', role: 'operator' } as const;
      const answer = async () => {
        const { logs, ...own } = await recentLogs(api.deps, { job_id, level: 'info', limit: 100 }, caller);
        return { ...own, newest: logs.at(-1) };
      };
      const before = await answer();
      await change();
      expect(at(figure, await answer())).not.toEqual(at(figure, before));
    });
  });
});

describe('each figure of GET /debug/endpoints', () => {
  const ONE = route({
    method: 'get',
    path: '/one',
    operationId: 'getOne',
    tag: 'debug',
    summary: 'One',
    role: 'viewer',
    response: EndpointsResponse,
    handler: () => Promise.reject(new Error('nobody calls it')),
  });
  const OTHERS: Record<string, Route[]> = {
    total_endpoints: [ONE, ONE],
    'endpoints.0.method': [{ ...ONE, method: 'put' }],
    'endpoints.0.path': [{ ...ONE, path: '/another' }],
    'endpoints.0.operation_id': [{ ...ONE, operationId: 'getAnother' }],
    'endpoints.0.summary': [{ ...ONE, summary: 'Another' }],
    'endpoints.0.role': [{ ...ONE, role: 'admin' }],
  };
  const answer = (all: Route[]) =>
    debugRoutes({} as ApiDeps, () => all)
      .find(({ operationId }) => operationId === 'listEndpoints')
      ?.handler({ params: {}, query: {}, headers: {}, body: {} }, {} as RequestContext);

  it('has a case here', () => {
    const { success: _, message: __, endpoints, ...own } = EndpointsResponse.shape;
    const all = [...Object.keys(own), ...named('endpoints.0.', endpoints.element)];
    expect(Object.keys(OTHERS).sort()).toEqual(all.sort());
  });

  it.each(Object.entries(OTHERS))('is not always the same: %s', (figure, routes) => {
    expect(at(figure, answer(routes))).not.toEqual(at(figure, answer([ONE])));
  });
});
